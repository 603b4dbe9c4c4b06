using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>PATCH of groups.</summary>
internal static class MemberRules
{
    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        Must("P-571", "Members are added to those that are there", "7644 3.5.2.1", [96], async server =>
        {
            var (group, ada, bob) = await GroupAsync(server);
            var cyd = await server.NewUserAsync();
            await DoAsync(server, group, $$"""{"op":"add","path":"members","value":[{{Values(cyd)}}]}""");
            (await server.ReadAsync(group)).HasValues("members", ada.Id, bob.Id, cyd.Id);
        }),
        Must("P-572", "A member that is added twice stands there once", "7644 3.5.2.1", [96], async server =>
        {
            var (group, ada, bob) = await GroupAsync(server);
            await DoAsync(server, group, $$"""{"op":"add","path":"members","value":[{{Values(ada, bob)}}]}""");
            (await server.ReadAsync(group)).HasValues("members", ada.Id, bob.Id);
        }),
        Must("P-573", "A member is removed by a value filter", "7644 3.5.2.2", [104, 106], async server =>
        {
            var (group, ada, bob) = await GroupAsync(server);
            await DoAsync(server, group, $$"""{"op":"remove","path":"members[value eq \"{{ada.Id}}\"]"}""");
            (await server.ReadAsync(group)).HasValues("members", bob.Id);
        }),
        Practice("P-574", "A value filter without the space after eq is read, as the RFC prints it", "RFC 7644 section 3.5.2.2", [57], async server =>
        {
            var (group, ada, bob) = await GroupAsync(server);
            await DoAsync(server, group, $$"""{"op":"remove","path":"members[value eq\"{{ada.Id}}\"]"}""");
            (await server.ReadAsync(group)).HasValues("members", bob.Id);
        }),
        Must("P-575", "Removing who is no member succeeds and changes nothing", "7644 3.5.2.2", [102], async server =>
        {
            var (group, ada, bob) = await GroupAsync(server);
            var cyd = await server.NewUserAsync();
            await DoAsync(server, group, $$"""{"op":"remove","path":"members[value eq \"{{cyd.Id}}\"]"}""");
            (await server.ReadAsync(group)).HasValues("members", ada.Id, bob.Id);
        }),
        Must("P-576", "replace of members replaces all of them", "7644 3.5.2.3", [98], async server =>
        {
            var (group, _, bob) = await GroupAsync(server);
            var cyd = await server.NewUserAsync();
            await DoAsync(server, group, $$"""{"op":"replace","path":"members","value":[{{Values(bob, cyd)}}]}""");
            (await server.ReadAsync(group)).HasValues("members", bob.Id, cyd.Id);
        }),
        Must("P-577", "replace of members by an empty array empties the group", "7644 3.5.2.3", [98], async server =>
        {
            var (group, _, _) = await GroupAsync(server);
            await DoAsync(server, group, """{"op":"replace","path":"members","value":[]}""");
            (await server.ReadAsync(group)).Lacks("members");
        }),
        Must("P-578", "remove of members without a filter empties the group", "7644 3.5.2.2", [103], async server =>
        {
            var (group, _, _) = await GroupAsync(server);
            await DoAsync(server, group, """{"op":"remove","path":"members"}""");
            (await server.ReadAsync(group)).Lacks("members");
        }),
        Must("P-579", "A group is renamed, and keeps its members", "7644 3.5.2.3", [99], async server =>
        {
            var (group, ada, bob) = await GroupAsync(server);
            var name = server.Unique();
            await DoAsync(server, group, $$"""{"op":"replace","path":"displayName","value":"{{name}}"}""");
            (await server.ReadAsync(group)).Shows(name, "displayName").HasValues("members", ada.Id, bob.Id);
        }),
        Must("P-580", "Several member operations in one PATCH are carried out in order", "7644 3.5.2", [94, 95], async server =>
        {
            var (group, ada, bob) = await GroupAsync(server);
            var cyd = await server.NewUserAsync();
            await DoAsync(server, group,
                $$"""{"op":"remove","path":"members[value eq \"{{ada.Id}}\"]"}""",
                $$"""{"op":"add","path":"members","value":[{{Values(cyd)}}]}""",
                $$"""{"op":"remove","path":"members[value eq \"{{bob.Id}}\"]"}""");
            (await server.ReadAsync(group)).HasValues("members", cyd.Id);
        }),
        Practice("P-581", "A group may be a member of a group", "RFC 7643 section 4.2", [27], async server =>
        {
            server.Needs("groups");
            var inner = await server.NewGroupAsync();
            var outer = await server.NewGroupAsync(inner);
            (await server.ReadAsync(outer)).HasValues("members", inner.Id);
        }),
        Must("P-582", "A PATCH of a group of which one operation is refused changes no member", "7644 3.5.2", [93], async server =>
        {
            var (group, ada, bob) = await GroupAsync(server);
            (await server.PatchAsync(group.Path, $$"""{"op":"remove","path":"members[value eq \"{{ada.Id}}\"]"}""", """{"op":"remove","path":"displayName"}""")).Refuses(400);
            (await server.ReadAsync(group)).HasValues("members", ada.Id, bob.Id);
        }),
    ];

    private static async Task<(Throwaway Group, Throwaway Ada, Throwaway Bob)> GroupAsync(Conversation server)
    {
        server.Needs("groups");
        var (ada, bob) = (await server.NewUserAsync(), await server.NewUserAsync());
        return (await server.NewGroupAsync(ada, bob), ada, bob);
    }

    private static async Task DoAsync(Conversation server, Throwaway resource, params IReadOnlyList<string> operations) =>
        (await server.PatchAsync(resource.Path, operations)).Succeeds();
}
