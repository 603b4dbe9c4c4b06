using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>Entity tags and conditional requests.</summary>
internal static class VersionRules
{
    private const string Title = """{"op":"replace","path":"title","value":"changed"}""";
    private const string Other = """{"op":"replace","path":"nickName","value":"changed"}""";

    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        Must("P-391", "ETag of GET is meta.version", "7644 3.14", [82], async server =>
        {
            server.Needs("etag");
            var read = await server.ReadAsync(await server.NewUserAsync());
            Expect(read.Header("ETag") is { Length: > 0 } tag && tag == read.TextAt("meta/version"), "ETag and meta.version differ.");
        }),
        Must("P-392", "The version changes with a change", "7644 3.14", [82], async server =>
        {
            server.Needs("etag", "patch");
            var user = await server.NewUserAsync();
            var before = await TagAsync(server, user);
            (await server.PatchAsync(user.Path, Title)).Succeeds();
            Expect(before != await TagAsync(server, user), "The version is the same.");
        }),
        Practice("P-393", "The version stays where a change changes nothing", "RFC 7644 section 3.5.2.1 for add; every sync otherwise wakes all readers", [82, 96], async server =>
        {
            server.Needs("etag", "patch");
            var user = await server.NewUserAsync("\"title\":\"changed\"");
            var before = await TagAsync(server, user);
            (await server.PatchAsync(user.Path, Title)).Succeeds();
            Expect(before == await TagAsync(server, user), "The version has changed.");
        }),
        Must("P-394", "A change of members changes the version of the group", "7644 3.14", [82], async server =>
        {
            server.Needs("etag", "groups", "patch");
            var (user, group) = (await server.NewUserAsync(), await server.NewGroupAsync());
            var before = await TagAsync(server, group);
            (await server.PatchAsync(group.Path, $$"""{"op":"add","path":"members","value":[{{Values(user)}}]}""")).Succeeds();
            Expect(before != await TagAsync(server, group), "The version is the same.");
        }),
        Must("P-395", "If-None-Match of the present version is 304 without a body", "7644 3.14", [82], async server =>
        {
            server.Needs("etag");
            var user = await server.NewUserAsync();
            var answer = (await server.GetAsync(user.Path, null, ("If-None-Match", await TagAsync(server, user)))).Has(304);
            Expect(answer.Text.Length == 0, "The 304 has a body.");
        }),
        Must("P-396", "If-Match of an older version is 412, for PUT, PATCH and DELETE", "7644 3.14", [115], async server =>
        {
            server.Needs("etag", "patch");
            var user = await server.NewUserAsync();
            var old = await TagAsync(server, user);
            (await server.PatchAsync(user.Path, Title)).Succeeds();
            (await server.PutAsync(user.Path, server.UserBody(null, user.Name), ("If-Match", old))).Refuses(412);
            (await server.SendAsync("PATCH", user.Path, PatchBody(Other), null, ("If-Match", old))).Refuses(412);
            (await server.DeleteAsync(user.Path, ("If-Match", old))).Refuses(412);
            (await server.ReadAsync(user)).Shows("changed", "title").Lacks("nickName");
        }),
        Must("P-397", "If-Match of the present version, and of any, is carried out", "7644 3.14", [115], async server =>
        {
            server.Needs("etag", "patch");
            var user = await server.NewUserAsync();
            (await server.SendAsync("PATCH", user.Path, PatchBody(Title), null, ("If-Match", await TagAsync(server, user)))).Succeeds();
            (await server.SendAsync("PATCH", user.Path, PatchBody(Other), null, ("If-Match", "*"))).Succeeds();
            (await server.ReadAsync(user)).Shows("changed", "title").Shows("changed", "nickName");
        }),
        Practice("P-398", "A list has no ETag", "RFC 7644 section 3.14 gives it to resources", [82], async server =>
            Expect((await server.GetAsync("Users", "count=1")).Has(200).Header("ETag") is null, "The list has an ETag.")),
        Should("P-399", "Entity tags are weak", "7644 3.14", [82], async server =>
        {
            server.Needs("etag");
            var tag = await TagAsync(server, await server.NewUserAsync());
            Expect(tag.StartsWith("W/\"", StringComparison.Ordinal) && tag.EndsWith('"'), $"The ETag is {tag}.");
        }),
    ];

    internal static async Task<string> TagAsync(Conversation server, Throwaway resource) =>
        (await server.ReadAsync(resource)).Header("ETag") ?? throw RuleEnded.Broken("GET has no ETag.");
}
