using System.Text.Json.Nodes;
using CsCheck;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Tests.Directories.Catalogs;

/// <summary>An index changes how fast an answer is found and never the answer: before it, while it is built, while it stands, and after it was dropped, also for who reads by a catalog of before.</summary>
public sealed class IndexPropertyTests
{
    private static readonly string[] Colours = ["red", "RED", "blue", "Straße", "STRASSE", "", "i\u0307", new('x', 600), new string('x', 600) + "y"];

    private static readonly string[] Paths =
        [$"{Documents.BadgeUrn}:colour", $"{Documents.BadgeUrn}:level", $"{Documents.BadgeUrn}:issued", $"{Documents.BadgeUrn}:doors.floor", $"{Documents.BadgeUrn}:doors", "title"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite", 20)]
    [InlineData("postgres", 4)]
    public async Task A_filter_finds_the_same_with_and_without_an_index(string engine, int rounds)
    {
        Assert.SkipUnless(engine == "sqlite" || TestStore.HasPostgres, "This run has no PostgreSQL; ./test starts one.");
        var step = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 99], People, Filters, (act, with, person, filter) => new Step(act, with, person, filter));
        await step.Array[15, 50].SampleAsync(
            async steps =>
            {
                await using var test = await TestStore.OpenAsync(engine);
                var world = new World(await CustomResourceTests.OpenAsync(test));
                foreach (var one in steps)
                {
                    await world.TakeAsync(one);
                    await world.CompareAsync(one.Filter, one.With);
                }

                await world.FinishAsync();
                foreach (var one in steps)
                {
                    await world.CompareAsync(one.Filter, one.With);
                }
            },
            iter: Effort.Of(rounds),
            threads: 1);
    }

    private static Gen<Func<string, string>> People => Gen.Select(Gen.Int[0, Colours.Length], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3].Array[0, 3]).Select<(int, int, int, int[]), Func<string, string>>(p => name =>
    {
        var badge = new JsonObject();
        if (p.Item1 < Colours.Length)
        {
            badge["colour"] = Colours[p.Item1];
        }

        if (p.Item2 > 0)
        {
            badge["level"] = p.Item2;
        }

        badge["issued"] = p.Item3 switch { 0 => null, 1 => "2026-01-01T00:00:00Z", 2 => "2026-01-01T01:00:00+01:00", _ => "2026-01-01T00:00:00.5Z" };
        badge["doors"] = new JsonArray([.. p.Item4.Select(f => (JsonNode)new JsonObject { ["value"] = f % 2 == 0 ? "Main" : "main", ["floor"] = f })]);
        return new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User", Documents.BadgeUrn),
            ["userName"] = name,
            ["title"] = p.Item1 < Colours.Length ? Colours[p.Item1] : null,
            [Documents.BadgeUrn] = badge,
        }.ToJsonString();
    });

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static Gen<string> Filters
    {
        get
        {
            var text = OneOf(Colours).Select(c => JsonValue.Create(c).ToJsonString());
            var compare = Gen.OneOf(
                text.Select(t => $"{Documents.BadgeUrn}:colour eq {t}"),
                text.Select(t => $"title eq {t}"),
                text.Select(t => $"{Documents.BadgeUrn}:colour ne {t}"),
                Gen.Int[0, 4].Select(n => $"{Documents.BadgeUrn}:level eq {n}.0"),
                OneOf("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.500Z").Select(t => $"{Documents.BadgeUrn}:issued eq \"{t}\""),
                Gen.Int[0, 3].Select(n => $"{Documents.BadgeUrn}:doors.floor eq {n}"),
                Gen.Int[0, 3].Select(n => $"{Documents.BadgeUrn}:doors[floor eq {n} and value eq \"MAIN\"]"),
                OneOf("main", "none").Select(n => $"{Documents.BadgeUrn}:doors eq \"{n}\""));
            return Gen.Select(compare, compare, Gen.Int[0, 3]).Select((a, b, how) => how switch { 0 => a, 1 => $"{a} and {b}", 2 => $"{a} or {b}", _ => $"not ({a}) or {b}" });
        }
    }

    /// <summary>One thing that happens, and what is asked after it.</summary>
    private sealed record Step(int Act, int With, Func<string, string> Person, string Filter);

    /// <summary>An account in which people and indexes come and go.</summary>
    private sealed class World(ScimBench scim)
    {
        private readonly List<string> _people = [];
        private readonly IndexDesk _desk = new(scim.Store, TimeProvider.System);
        private readonly IndexBuild _build = new(scim.Store, slice: 3);

        // Writes are made by the catalog of their moment, since their premise is checked; reads by one that may be older.
        private AccountCatalog _read = scim.Catalog;
        private int _made;

        private long Account => scim.Account.Number;

        public async Task TakeAsync(Step step)
        {
            var path = Paths[step.With % Paths.Length];
            switch (step.Act)
            {
                case 0 or 1 or 2:
                    _people.Add((await SendAsync(ScimOperation.Create, "/Users", step.Person($"u{_made++}"), 201))!["id"]!.GetValue<string>());
                    break;
                case 3 when _people.Count > 0:
                    await SendAsync(ScimOperation.Replace, "/Users/" + _people[step.With % _people.Count], step.Person($"u{_made++}"), 200);
                    break;
                case 4 when _people.Count > 0:
                    await SendAsync(ScimOperation.Delete, "/Users/" + _people[step.With % _people.Count], null, 204);
                    _people.RemoveAt(step.With % _people.Count);
                    break;
                case 5:
                    await _desk.AddAsync(Account, "User", path, Asked.By());
                    break;
                case 6 or 7:
                    await _build.StepAsync(Account, Ct);
                    break;
                case 8:
                    await _desk.DropAsync(Account, "User", path, Asked.By());
                    break;
                default:
                    await scim.ReadCatalogAsync();
                    _read = scim.Catalog;
                    break;
            }
        }

        /// <summary>Builds and removes to the end; then there are just the rows that the documents give.</summary>
        public async Task FinishAsync()
        {
            await _build.RunAsync(Ct);
            await scim.ReadCatalogAsync();
            _read = scim.Catalog;
            var user = scim.Catalog.Find("User")!;
            var expected = new List<string>();
            foreach (var index in user.Ready)
            {
                var documents = await scim.Store.ReadAsync((s, c) => KeyRows.DocumentsAsync(s, Account, RecordType.User, 0, long.MaxValue, c), Ct);
                expected.AddRange(documents.SelectMany(d => index.KeysOf(StoredDocument.Parse(d.Document)).Select(key => $"{user.NumberOf(index.Path)} {key} {d.Key}")));
            }

            var unique = (await scim.Store.ReadAsync((s, c) => IndexedAttributesTable.AllAsync(s, Account, c), Ct)).Where(r => r.IsUnique).Select(r => r.Number).ToHashSet();
            var rows = await scim.Store.ReadAsync(
                (s, c) => s.QueryAsync(new Sql("select attr_no, value, record_key from extra_keys where account = $1 and attr_no >= 16"), [Account], r => (No: r.GetInt64(0), Row: $"{r.GetInt64(0)} {r.GetString(1)} {r.GetInt64(2)}"), c), Ct);
            Assert.Equal(expected.Order(StringComparer.Ordinal), rows.Where(r => !unique.Contains(r.No)).Select(r => r.Row).Order(StringComparer.Ordinal));
        }

        public async Task CompareAsync(string filter, int with)
        {
            var bare = new AccountCatalog(_read.Version, _read.Number, _read.Schemas, [.. _read.Types.Select(t => new TypeCatalog(t.Type, t.Number, []))]);
            var expected = await AnswerAsync(bare, ScanBudget.Default, filter);

            // With little to look at, what the index finds may be too much for one answer; never may it be other than what is right.
            var budget = with % 3 == 0 ? ScanBudget.Default with { Rows = 2 } : ScanBudget.Default;
            var answer = await AnswerAsync(_read, budget, filter);
            Assert.True(answer == expected || (budget.Rows == 2 && answer.StartsWith("tooMany", StringComparison.Ordinal)), $"{filter}: {answer}, and without an index {expected}");
        }

        private async Task<string> AnswerAsync(AccountCatalog catalog, ScanBudget budget, string filter)
        {
            (scim.Catalog, scim.Budget) = (catalog, budget);
            var (status, body) = await scim.SendAsync(ScimOperation.List, "/Users", filter: filter);
            return status == 200 ? string.Join(' ', (body!["Resources"] as JsonArray ?? []).Select(r => r!["userName"]!.GetValue<string>())) : $"{body!["scimType"]}: {body["detail"]}";
        }

        private async Task<JsonObject?> SendAsync(ScimOperation operation, string path, string? body, int expected)
        {
            await scim.ReadCatalogAsync();
            var (status, answer) = await scim.SendAsync(operation, path, body);
            Assert.True(status == expected, $"{operation} {path}: {answer}");
            return answer;
        }
    }
}
