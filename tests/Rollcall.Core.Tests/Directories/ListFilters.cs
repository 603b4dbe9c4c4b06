using CsCheck;

namespace Rollcall.Core.Tests.Directories;

/// <summary>Random filters as text; <c>{user3}</c> and the like are filled by <see cref="ListWorld.Fill"/>.</summary>
internal static class ListFilters
{
    private static readonly Gen<string> Word = Pick.Of("ann", "ANN", "bob", "é", "e\u0301", "ann1", "bob12", "cid", "");
    private static readonly Gen<string> Op = Pick.Of("eq", "eq", "eq", "ne", "co", "sw", "ew", "gt", "le");
    private static readonly Gen<string> Order = Pick.Of("eq", "ne", "gt", "ge", "lt", "le");
    private static readonly Gen<int> Number = Gen.Int[0, 99];

    public static Gen<string> Users { get; } = Filters(2, Gen.OneOf(
        Gen.Select(Pick.Of("userName", "externalId", "displayName", "title", "manager", "manager.value"), Op, Word, (a, o, w) => $"{a} {o} \"{w}\""),
        Gen.Select(Pick.Of("emails", "emails.value", "emails[type eq \"work\"].value"), Op, Word, (a, o, w) => $"{a} {o} \"{w}@x.example\""),
        Gen.Select(Word, Word, (v, w) => $"emails[value eq \"{v}@X.example\" or (type eq \"home\" and value eq \"{w}@x.example\")]"),
        Gen.Select(Pick.Of("eq", "ne"), Gen.Bool, (o, b) => $"active {o} {(b ? "true" : "false")}"),
        Gen.Select(Pick.Of("externalId", "displayName", "emails", "manager", "groups", "title"), a => $"{a} pr"),
        Gen.Select(Pick.Of("id", "manager.value"), Pick.Of("eq", "eq", "ne"), Number, (a, o, n) => $"{a} {o} \"{{user{n}}}\""),
        Gen.Select(Pick.Of("groups", "groups.value"), Pick.Of("eq", "eq", "ne"), Number, (a, o, n) => $"{a} {o} \"{{group{n}}}\""),
        Moments));

    public static Gen<string> Groups { get; } = Filters(2, Gen.OneOf(
        Gen.Select(Pick.Of("displayName", "externalId"), Op, Word, (a, o, w) => $"{a} {o} \"{w}\""),
        Gen.Select(Pick.Of("externalId", "members"), a => $"{a} pr"),
        Gen.Select(Pick.Of("members", "members.value"), Pick.Of("eq", "eq", "ne"), Number, (a, o, n) => $"{a} {o} \"{{user{n}}}\""),
        Gen.Select(Number, Number, (n, m) => $"members[value eq \"{{user{n}}}\" or value eq \"{{user{m}}}\"]"),
        Gen.Select(Number, Number, (n, m) => $"id eq \"{{group{n}}}\" and members eq \"{{user{m}}}\""),
        Gen.Select(Pick.Of("eq", "eq", "ne"), Number, (o, n) => $"id {o} \"{{group{n}}}\""),
        Moments));

    private static Gen<string> Moments => Gen.OneOf(
        Gen.Select(Order, Number, (o, n) => $"meta.created {o} \"{{created{n}}}\""),
        Gen.Select(Order, Number, (o, n) => $"meta.lastModified {o} \"{{modified{n}}}\""));

    private static Gen<string> Filters(int depth, Gen<string> term)
    {
        if (depth == 0)
        {
            return term;
        }

        var inner = Filters(depth - 1, term);
        return Gen.OneOf(
            term,
            term,
            inner.Select(f => $"not ({f})"),
            Gen.Select(inner, inner, (l, r) => $"({l}) and ({r})"),
            Gen.Select(inner, inner, (l, r) => $"({l}) or ({r})"));
    }
}
