using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>How an index can narrow a filter: every resource that the filter matches is in the set that the query names.</summary>
public abstract record KeyQuery
{
    private static readonly KeyQuery Empty = new Nothing { IsExact = true };

    // Each part of an AnyOf is a seek or two; beyond so many, a walk is no slower.
    private const int MostParts = 20;

    // The last rank of queries that name few.
    private const int Few = 6;

    private KeyQuery() { }

    /// <summary>True where the set is exactly what the filter matches, so that no document needs to be read to decide.</summary>
    public bool IsExact { get; init; }

    /// <summary>No narrowing.</summary>
    public sealed record Everything : KeyQuery;

    /// <summary>Nothing can match.</summary>
    public sealed record Nothing : KeyQuery;

    /// <summary>The resource of this id, case counts.</summary>
    public sealed record Id(string Value) : KeyQuery;

    /// <summary>Users whose userName has this <see cref="ScimText.CaseKey"/>.</summary>
    public sealed record UserName(string CaseKey) : KeyQuery;

    /// <summary>Resources of this externalId, case counts.</summary>
    public sealed record ExternalId(string Value) : KeyQuery;

    /// <summary>Users of whom any email has this <see cref="ScimText.CaseKey"/>.</summary>
    public sealed record Email(string CaseKey) : KeyQuery;

    /// <summary>Resources whose displayName has this <see cref="ScimText.CaseKey"/>.</summary>
    public sealed record DisplayName(string CaseKey) : KeyQuery;

    /// <summary>Groups that have this member.</summary>
    public sealed record Member(string Value) : KeyQuery;

    /// <summary>Users whose manager's id has this <see cref="ScimText.CaseKey"/>.</summary>
    public sealed record ManagedBy(string CaseKey) : KeyQuery;

    /// <summary>Users who are in this group.</summary>
    public sealed record InGroup(string Value) : KeyQuery;

    /// <summary>Resources that have changed at this moment or later.</summary>
    public sealed record ModifiedSince(DateTimeOffset Moment) : KeyQuery;

    /// <summary>Resources that were created in a span, both moments included; null leaves an end open.</summary>
    public sealed record Created(DateTimeOffset? Since, DateTimeOffset? Until) : KeyQuery;

    /// <summary>What at least one of some queries names, each of which names few.</summary>
    public sealed record AnyOf(IReadOnlyList<KeyQuery> Parts) : KeyQuery;

    /// <summary>Resources that have this key in an index of the host's, named by its path.</summary>
    public sealed record Indexed(string Path, string Key) : KeyQuery;

    /// <summary>Users who are active, or those who are not; one without a word on it counts as active.</summary>
    public sealed record Active(bool Value) : KeyQuery;

    /// <summary>The narrowest query that holds all matches of the filter, which is one that <see cref="ResourceMatch.Check"/> gave back.</summary>
    public static KeyQuery From(Filter? filter, ResourceType type) => From(filter, type, []);

    /// <summary>As <see cref="From(Filter?, ResourceType)"/>, where the host keeps indexes of its own.</summary>
    /// <param name="filter">The filter, or null for all.</param>
    /// <param name="type">The type asked for.</param>
    /// <param name="indexes">Indexes of that type; each must hold every resource of it.</param>
    public static KeyQuery From(Filter? filter, ResourceType type, IReadOnlyList<AttributeIndex> indexes)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(indexes);
        return filter is null ? new Everything { IsExact = true } : Narrow(filter, type, indexes);
    }

    private static KeyQuery Narrow(Filter filter, ResourceType type, IReadOnlyList<AttributeIndex> indexes) => filter switch
    {
        Filter.And and => Both(Narrow(and.Left, type, indexes), Narrow(and.Right, type, indexes)),
        Filter.Or or => Either(Narrow(or.Left, type, indexes), Narrow(or.Right, type, indexes)),
        Filter.Compare { Operator: CompareOperator.Eq } compare
            when AttributeTarget.Find(type, compare.Path) is { } target && ByIndex(target, target.Sub?.Name, compare.Value, indexes) is { } indexed => indexed,
        Filter.Compare { Operator: CompareOperator.Eq, Value: FilterValue.Text text } compare
            when AttributeTarget.Find(type, compare.Path) is { Sub: not { Type: AttributeType.DateTime } } target => ByKey(target, target.Sub?.Name, text.Value, type),
        Filter.Compare { Operator: CompareOperator.Eq, Value: FilterValue.Boolean flag } compare
            when AttributeTarget.Find(type, compare.Path) is { Extension: null, Sub: null, Attribute.Name: "active" } => new Active(flag.Value),
        Filter.Compare { Operator: not CompareOperator.Ne, Value: FilterValue.Text text } compare
            when AttributeTarget.Find(type, compare.Path) is { Extension: null, Attribute.Name: "meta", Sub: { } moment }
            && ScimTime.TryParse(text.Value, out var at) => ByTime(moment.Name, compare.Operator, at),
        Filter.Some some when AttributeTarget.Find(type, some.Path) is { Sub: null } target => InBrackets(some.Inner, target, type, indexes),
        _ => new Everything(),
    };

    private static KeyQuery ByKey(AttributeTarget target, string? sub, string text, ResourceType type)
    {
        if (target.Extension is not null)
        {
            return target.Extension.Id == Urns.EnterpriseUser && target.Attribute.Name == "manager" && sub is null or "value"
                ? new ManagedBy(ScimText.CaseKey(text))
                : new Everything();
        }

        return (target.Attribute.Name, sub) switch
        {
            ("id", null) => new Id(text) { IsExact = true },
            ("externalId", null) => new ExternalId(text) { IsExact = true },
            ("userName", null) => new UserName(ScimText.CaseKey(text)) { IsExact = true },
            ("displayName", null) => new DisplayName(ScimText.CaseKey(text)) { IsExact = true },
            ("emails", null or "value") => new Email(ScimText.CaseKey(text)) { IsExact = true },
            ("members", null or "value") => new Member(text) { IsExact = true },
            ("groups", null or "value") => new InGroup(text),
            ("meta", "resourceType") => text == type.Name ? new Everything { IsExact = true } : Empty,
            _ => new Everything(),
        };
    }

    private static KeyQuery ByTime(string part, CompareOperator op, DateTimeOffset at) => (part, op) switch
    {
        ("created", CompareOperator.Eq) => new Created(at, at),
        ("created", CompareOperator.Gt or CompareOperator.Ge) => new Created(at, null),
        ("created", CompareOperator.Lt or CompareOperator.Le) => new Created(null, at),
        ("lastModified", CompareOperator.Eq or CompareOperator.Gt or CompareOperator.Ge) => new ModifiedSince(at),
        _ => new Everything(),
    };

    /// <summary>Of <c>emails[type eq "work" and value eq "x"]</c> the value alone narrows.</summary>
    private static KeyQuery InBrackets(Filter inner, AttributeTarget list, ResourceType type, IReadOnlyList<AttributeIndex> indexes) => inner switch
    {
        Filter.And and => Both(InBrackets(and.Left, list, type, indexes), InBrackets(and.Right, list, type, indexes)) with { IsExact = false },
        Filter.Or or => Either(InBrackets(or.Left, list, type, indexes), InBrackets(or.Right, list, type, indexes)),
        Filter.Compare { Operator: CompareOperator.Eq } compare when ByIndex(list, InElement(list, compare.Path.Name), compare.Value, indexes) is { } indexed => indexed,
        Filter.Compare { Operator: CompareOperator.Eq, Value: FilterValue.Text text } compare
            when string.Equals(compare.Path.Name, "value", StringComparison.OrdinalIgnoreCase) => ByKey(list, "value", text.Value, type),
        _ => new Everything(),
    };

    private static Indexed? ByIndex(AttributeTarget target, string? sub, FilterValue value, IReadOnlyList<AttributeIndex> indexes) =>
        indexes.FirstOrDefault(i => i.Is(target, sub)) is { } index && index.KeyOf(value) is { } key ? new Indexed(index.Path, key) : null;

    /// <summary>The elements of a simple list are what <c>value</c> means in brackets.</summary>
    private static string? InElement(AttributeTarget list, string name) => list.Attribute.Type == AttributeType.Complex ? name : null;

    private static KeyQuery Both(KeyQuery left, KeyQuery right)
    {
        if (left is Nothing || right is Nothing)
        {
            return Empty;
        }

        if (SameSet(left, right))
        {
            return left with { IsExact = left.IsExact && right.IsExact };
        }

        if (left is Id && right is Id)
        {
            return Empty;
        }

        if (left is Created one && right is Created other)
        {
            return new Created(one.Since > other.Since || other.Since is null ? one.Since : other.Since, one.Until < other.Until || other.Until is null ? one.Until : other.Until);
        }

        var narrower = Rank(left) <= Rank(right) ? left : right;
        var wider = ReferenceEquals(narrower, left) ? right : left;
        return narrower with { IsExact = narrower.IsExact && wider is Everything { IsExact: true } };
    }

    private static KeyQuery Either(KeyQuery left, KeyQuery right)
    {
        if (left is Nothing)
        {
            return right;
        }

        if (right is Nothing)
        {
            return left;
        }

        if (SameSet(left, right))
        {
            return left with { IsExact = left.IsExact && right.IsExact };
        }

        KeyQuery[] parts = [.. PartsOf(left), .. PartsOf(right)];
        return parts.Length <= MostParts && parts.All(p => Rank(p) <= Few) ? new AnyOf(parts) : new Everything { IsExact = left is Everything { IsExact: true } || right is Everything { IsExact: true } };
    }

    private static IEnumerable<KeyQuery> PartsOf(KeyQuery query) => query is AnyOf any ? any.Parts : [query];

    private static bool SameSet(KeyQuery left, KeyQuery right) => (left with { IsExact = false }) == (right with { IsExact = false });

    /// <summary>How few resources a query is likely to hold: fewest first.</summary>
    private static int Rank(KeyQuery query) => query switch
    {
        Id => 0,
        UserName => 1,
        ExternalId => 2,
        Email => 3,
        DisplayName => 4,
        ManagedBy => 5,
        Member or Indexed => Few,
        AnyOf => 7,
        InGroup => 8,
        ModifiedSince => 9,
        Created => 10,
        Active => 11,
        _ => 12,
    };
}
