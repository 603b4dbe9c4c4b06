using System.Text.Json.Nodes;
using Rollcall.Core.Accounts;
using Rollcall.Core.Diagnosis;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Admitting;
using Rollcall.Core.Admission;
using Rollcall.Core.Words;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Tests.Directories;

public sealed class DirectoryScimStoreTests
{
    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_user_goes_through_his_life(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await ScimBench.OpenAsync(test.Store, ScimProfile.Entra);
        var id = await scim.CreateUserAsync("ann@x.example", "ann@x.example", "object-1");
        var (found, page) = await scim.SendAsync(ScimOperation.List, "/Users", filter: "userName eq \"ANN@x.example\"");
        Assert.Equal((200, 1), (found, page!["totalResults"]!.GetValue<int>()));
        Assert.Equal(id, page["Resources"]![0]!["id"]!.GetValue<string>());
        var (patched, after) = await scim.SendAsync(ScimOperation.Patch, "/Users/" + id, ScimBench.Patch("""{"op":"Replace","path":"active","value":"False"}"""));
        Assert.Equal(200, patched);
        Assert.False(after!["active"]!.GetValue<bool>());
        Assert.Equal("W/\"2\"", after["meta"]!["version"]!.GetValue<string>());
        Assert.Equal(412, (await scim.SendAsync(ScimOperation.Patch, "/Users/" + id, ScimBench.Patch("""{"op":"replace","path":"active","value":true}"""), ifMatch: "W/\"1\"")).Status);
        Assert.Equal(409, (await scim.SendAsync(ScimOperation.Create, "/Users", ScimBench.UserBody("Ann@X.example", null))).Status);
        Assert.Equal(204, (await scim.SendAsync(ScimOperation.Delete, "/Users/" + id)).Status);
        Assert.Equal(404, (await scim.SendAsync(ScimOperation.Get, "/Users/" + id)).Status);
        Assert.Equal(0, (await scim.SendAsync(ScimOperation.List, "/Users")).Body!["totalResults"]!.GetValue<int>());
        Assert.Equal(404, (await scim.SendAsync(ScimOperation.Delete, "/Users/" + id)).Status);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Pages_by_index_join_to_the_whole_also_after_deletions(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await ScimBench.OpenAsync(test.Store, ScimProfile.Generic, licenses: 1000);
        var ids = new List<string>();
        foreach (var chunk in Enumerable.Range(0, 700).Chunk(50))
        {
            ids.AddRange(await Task.WhenAll(chunk.Select(i => scim.CreateUserAsync($"user{i:D4}", null))));
        }

        var gone = ids.Where((_, i) => i % 7 == 0).ToList();
        await Task.WhenAll(gone.Select(id => scim.SendAsync(ScimOperation.Delete, "/Users/" + id)));
        var seen = new List<string>();
        for (var start = 1; ; start += 90)
        {
            var (_, page) = await scim.SendAsync(ScimOperation.List, "/Users", startIndex: start.ToString(System.Globalization.CultureInfo.InvariantCulture), count: "90");
            Assert.Equal(600, page!["totalResults"]!.GetValue<int>());
            var got = page["Resources"]!.AsArray().Select(r => r!["id"]!.GetValue<string>()).ToList();
            seen.AddRange(got);
            if (got.Count < 90)
            {
                break;
            }
        }

        Assert.Equal(600, seen.Distinct().Count());
        Assert.Equal(ids.Except(gone).Order(), seen.Order());
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Groups_hold_members_as_Entra_writes_them(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await ScimBench.OpenAsync(test.Store, ScimProfile.Entra);
        var (ann, bob) = (await scim.CreateUserAsync("ann", "ann@x.example"), await scim.CreateUserAsync("bob", "bob@x.example"));
        var (created, group) = await scim.SendAsync(ScimOperation.Create, "/Groups", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group","http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],"externalId":"8aa1a0c0","displayName":"Sales","meta":{"resourceType":"Group"}}""");
        Assert.Equal(201, created);
        var path = "/Groups/" + group!["id"]!.GetValue<string>();
        Assert.Equal(204, (await scim.SendAsync(ScimOperation.Patch, path, ScimBench.Patch($$"""{"op":"Add","path":"members","value":[{"$ref":null,"value":"{{ann}}"},{"$ref":null,"value":"{{bob}}"}]}"""))).Status);
        Assert.Equal(204, (await scim.SendAsync(ScimOperation.Patch, path, ScimBench.Patch($$"""{"op":"Remove","path":"members","value":[{"$ref":null,"value":"{{ann}}"}]}"""))).Status);
        var (_, whole) = await scim.SendAsync(ScimOperation.Get, path);
        Assert.Equal([bob], whole!["members"]!.AsArray().Select(m => m!["value"]!.GetValue<string>()));
        Assert.Null((await scim.SendAsync(ScimOperation.Get, path, excluded: "members")).Body!["members"]);
        Assert.Equal(1, (await scim.SendAsync(ScimOperation.List, "/Groups", filter: $"members eq \"{bob}\"")).Body!["totalResults"]!.GetValue<int>());
        Assert.Equal(1, (await scim.SendAsync(ScimOperation.List, "/Groups", filter: "displayName eq \"sales\"")).Body!["totalResults"]!.GetValue<int>());
        Assert.Equal(409, (await scim.SendAsync(ScimOperation.Create, "/Groups", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"SALES"}""")).Status);
        Assert.Equal(400, (await scim.SendAsync(ScimOperation.Patch, path, ScimBench.Patch("""{"op":"add","path":"members","value":[{"value":"11111111-1111-1111-1111-111111111111"}]}"""))).Status);
    }

    /// <summary>Groups of a user are answered from the members of groups, never stored with the user and never a version of his.</summary>
    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_user_shows_his_groups(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await ScimBench.OpenAsync(test.Store, ScimProfile.Generic);
        var ann = await scim.CreateUserAsync("ann", null);
        var (_, group) = await scim.SendAsync(ScimOperation.Create, "/Groups", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Sales","members":[{"value":"{{ann}}"}]}""");
        var id = group!["id"]!.GetValue<string>();
        var (_, user) = await scim.SendAsync(ScimOperation.Get, "/Users/" + ann);
        var shown = Assert.Single(user!["groups"]!.AsArray())!;
        Assert.Equal((id, "Sales", "direct"), (shown["value"]!.GetValue<string>(), shown["display"]!.GetValue<string>(), shown["type"]!.GetValue<string>()));
        Assert.EndsWith("/Groups/" + id, shown["$ref"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("W/\"1\"", user["meta"]!["version"]!.GetValue<string>());
        Assert.Equal("ann", group["members"]![0]!["display"]!.GetValue<string>());
        Assert.Null((await scim.SendAsync(ScimOperation.Get, "/Users/" + ann, excluded: "groups")).Body!["groups"]);
        var listed = (await scim.SendAsync(ScimOperation.List, "/Users")).Body!["Resources"]![0]!;
        Assert.Equal(id, listed["groups"]![0]!["value"]!.GetValue<string>());
        Assert.DoesNotContain("Sales", System.Text.Encoding.UTF8.GetString((await test.Store.ReadAsync((s, c) => RecordReader.FindAnyAsync(s, scim.Account.Number, new Guid(ann), c), TestContext.Current.CancellationToken))!.Document), StringComparison.Ordinal);
        var entra = await ScimBench.OpenAsync(test.Store, ScimProfile.Entra, subdomain: "globex");
        var bob = await entra.CreateUserAsync("bob", null);
        await entra.SendAsync(ScimOperation.Create, "/Groups", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Sales","members":[{"value":"{{bob}}"}]}""");
        Assert.Null((await entra.SendAsync(ScimOperation.Get, "/Users/" + bob)).Body!["groups"]);
        Assert.Single((await entra.SendAsync(ScimOperation.Get, "/Users/" + bob, adjust: r => r with { Attributes = "groups" })).Body!["groups"]!.AsArray());
    }

    /// <summary>Rule 7: after any 409 on create the same token finds the conflicting record, or is told which directory holds it.</summary>
    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_conflict_over_directories_names_the_other_by_its_label(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var first = await ScimBench.OpenAsync(test.Store, ScimProfile.Entra);
        var second = first.With(ScimBench.Done(await new DirectoryRegister(test.Store).CreateScimAsync(first.Account.Number, "Okta of the sisters", IdentityProvider.Okta, true, ScimBench.Origin)));
        await first.CreateUserAsync("ann", "ann@x.example", "anna");
        var (status, body) = await second.SendAsync(ScimOperation.Create, "/Users", ScimBench.UserBody("other", null, "anna"));
        Assert.Equal(409, status);
        Assert.Equal("uniqueness", body!["scimType"]!.GetValue<string>());
        Assert.Contains("externalId is already used by another resource in directory 'Entra'", body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("map objectId", body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, (await second.SendAsync(ScimOperation.List, "/Users", filter: "userName eq \"ann\"")).Body!["totalResults"]!.GetValue<int>());
        Assert.Equal(404, (await second.SendAsync(ScimOperation.Get, "/Users/" + await first.CreateUserAsync("bob", null))).Status);
    }

    /// <summary>better-auth#11111: Okta reactivates by a fresh POST, and would meet its own 409 for ever.</summary>
    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Okta_reactivates_by_a_fresh_POST_and_nobody_else_does(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var okta = await ScimBench.OpenAsync(test.Store, ScimProfile.Okta);
        var id = await okta.CreateUserAsync("ann@x.example", "ann@x.example", "00u1");
        Assert.Equal(409, (await okta.SendAsync(ScimOperation.Create, "/Users", ScimBench.UserBody("ann@x.example", "ann@x.example", "00u1"))).Status);
        await okta.SendAsync(ScimOperation.Patch, "/Users/" + id, ScimBench.Patch("""{"op":"replace","value":{"active":false}}"""));
        Assert.Equal(409, (await okta.SendAsync(ScimOperation.Create, "/Users", ScimBench.UserBody("ann@x.example", null, "another"))).Status);
        var (status, body) = await okta.SendAsync(ScimOperation.Create, "/Users", ScimBench.UserBody("ann@x.example", "new@x.example", "00u1"));
        Assert.Equal((201, id, true), (status, body!["id"]!.GetValue<string>(), body["active"]!.GetValue<bool>()));
        Assert.Equal("new@x.example", body["emails"]![0]!["value"]!.GetValue<string>());
        var entra = await ScimBench.OpenAsync(test.Store, ScimProfile.Entra, subdomain: "globex");
        await entra.CreateUserAsync("bob", null, "1", active: false);
        Assert.Equal(409, (await entra.SendAsync(ScimOperation.Create, "/Users", ScimBench.UserBody("bob", null, "1"))).Status);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Two_accounts_with_the_same_names_do_not_meet(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var acme = await ScimBench.OpenAsync(test.Store, ScimProfile.Entra);
        var globex = await ScimBench.OpenAsync(test.Store, ScimProfile.Entra, subdomain: "globex");
        var ours = await acme.CreateUserAsync("ann", "ann@x.example", "1");
        var theirs = await globex.CreateUserAsync("ann", "ann@x.example", "1");
        Assert.Equal(404, (await acme.SendAsync(ScimOperation.Get, "/Users/" + theirs)).Status);
        Assert.Equal(404, (await acme.SendAsync(ScimOperation.Delete, "/Users/" + theirs)).Status);
        Assert.Equal(204, (await acme.SendAsync(ScimOperation.Delete, "/Users/" + ours)).Status);
        Assert.Equal(200, (await globex.SendAsync(ScimOperation.Get, "/Users/" + theirs)).Status);
    }

    [Theory]
    [InlineData("userName", "a\\u0000b")]
    [InlineData("externalId", "a\\u0000b")]
    [InlineData("userName", null)]
    public async Task A_name_that_cannot_be_kept_is_refused_by_name(string attribute, string? value)
    {
        await using var test = await TestStore.OpenAsync("sqlite");
        var scim = await ScimBench.OpenAsync(test.Store, ScimProfile.Entra);
        var text = value ?? new string('x', 600);
        var body = $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"fine","{{attribute}}":"{{text}}"}""";
        if (attribute == "userName")
        {
            body = $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{text}}"}""";
        }

        var (status, error) = await scim.SendAsync(ScimOperation.Create, "/Users", body);
        Assert.Equal(400, status);
        Assert.Contains(value is null ? attribute : "NUL", error!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task The_doctor_and_the_door_give_the_same_reason(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await ScimBench.OpenAsync(test.Store, ScimProfile.Entra, licenses: 2);
        await scim.CreateUserAsync("ann@x.example", "ann@x.example");
        await scim.CreateUserAsync("noemail@x.example", null);
        var gone = await scim.CreateUserAsync("bob@x.example", "bob@x.example");
        await scim.CreateUserAsync("cid@x.example", "cid@x.example");
        await scim.CreateUserAsync("dora@x.example", "dora@x.example");
        await scim.CreateUserAsync("off@x.example", "off@x.example", active: false);
        await scim.SendAsync(ScimOperation.Patch, "/Users/" + gone, ScimBench.Patch("""{"op":"Replace","path":"active","value":"False"}"""));
        var desk = new AdmissionDesk(test.Store);
        (string Who, string? Finding, AdmissionReason? Reason)[] expected =
        [
            ("ann@x.example", null, null), ("noemail@x.example", FindingCodes.NoEmail, AdmissionReason.UserNotFound), ("bob@x.example", FindingCodes.DisabledAtSource, AdmissionReason.Inactive),
            ("cid@x.example", null, null), ("dora@x.example", FindingCodes.AllLicensesTaken, AdmissionReason.Waiting), ("off@x.example", FindingCodes.DisabledAtSource, AdmissionReason.Inactive),
        ];
        foreach (var (who, finding, reason) in expected)
        {
            var answer = await desk.ConnectAsync(new ConnectRequest { Account = scim.Account.Number, Standing = AccountStanding.Active, Email = who, Gateway = "rcg_test" });
            var why = await scim.WhyAsync(who);
            Assert.Equal((who, finding), (who, why.Answer?.Code));
            Assert.Equal((who, reason), (who, (answer.Decision as AdmissionDecision.Refused)?.Reason));
            Assert.Equal(reason is null, answer.Reference is null);
            Assert.NotEmpty(why.Proof);
            if (answer.Reference is { } reference)
            {
                Assert.Equal(answer.JournalNo, (await desk.FindAsync(scim.Account.Number, reference, TestContext.Current.CancellationToken))!.No);
                Assert.Null(await desk.FindAsync(0, reference, TestContext.Current.CancellationToken));
            }
        }
    }
}
