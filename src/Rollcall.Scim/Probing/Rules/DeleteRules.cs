using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>DELETE, and what deactivation is not.</summary>
internal static class DeleteRules
{
    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        Must("P-601", "DELETE is 204 without a body", "7644 3.6", [118], async server =>
        {
            var answer = (await server.DeleteAsync((await server.NewUserAsync()).Path)).Has(204);
            Expect(answer.Text.Length == 0, "The 204 has a body.");
        }),
        Must("P-602", "What was deleted is 404 for GET, PUT, PATCH and DELETE", "7644 3.6", [84, 118], async server =>
        {
            var user = await GoneAsync(server);
            (await server.GetAsync(user.Path)).Refuses(404);
            (await server.PutAsync(user.Path, server.UserBody(null, user.Name))).Refuses(404);
            (await server.DeleteAsync(user.Path)).Refuses(404);
            if (server.Has("patch"))
            {
                (await server.PatchAsync(user.Path, """{"op":"replace","path":"title","value":"x"}""")).Refuses(404);
            }
        }),
        Must("P-603", "What was deleted is in no list and in no total", "7644 3.6", [118], async server =>
        {
            var (user, other) = (await GoneAsync(server), await server.NewUserAsync());
            (await server.FindAsync("Users", $"userName eq \"{user.Name}\"")).Lists();
            Expect((await server.FindAsync("Users", server.Mine)).Lists(other).Total == 1, "totalResults counts the deleted user.");
        }),
        Must("P-604", "A deleted user is a member of no group", "7644 3.6", [118], async server =>
        {
            server.Needs("groups");
            var (ada, bob) = (await server.NewUserAsync(), await server.NewUserAsync());
            var group = await server.NewGroupAsync(ada, bob);
            (await server.DeleteAsync(ada.Path)).Succeeds();
            (await server.ReadAsync(group)).HasValues("members", bob.Id);
        }),
        Must("P-605", "The name of a deleted user is free, for a user with another id", "7644 3.6", [119], async server =>
        {
            var user = await GoneAsync(server);
            var again = (await server.PostAsync("Users", server.UserBody(null, user.Name))).Has(201);
            Expect(again.Id != user.Id, "The new user has the id of the deleted one.");
        }),
        Must("P-606", "An inactive user is still read and found", "7643 4.1.1", [120], async server =>
        {
            var user = await server.NewUserAsync("\"active\":true");
            (await server.PutAsync(user.Path, server.UserBody("\"active\":false", user.Name))).Succeeds();
            (await server.ReadAsync(user)).Shows(false, "active");
            (await server.FindAsync("Users", $"userName eq \"{user.Name}\"")).Lists(user);
        }),
        Practice("P-607", "An inactive user stays in the groups", "Entra ID does not send memberships again after a restore", [120], async server =>
        {
            server.Needs("groups");
            var user = await server.NewUserAsync("\"active\":true");
            var group = await server.NewGroupAsync(user);
            (await server.PutAsync(user.Path, server.UserBody("\"active\":false", user.Name))).Succeeds();
            (await server.ReadAsync(group)).HasValues("members", user.Id);
        }),
        Must("P-608", "Deleting a group deletes no user", "7644 3.6", [121], async server =>
        {
            server.Needs("groups");
            var user = await server.NewUserAsync();
            var group = await server.NewGroupAsync(user);
            (await server.DeleteAsync(group.Path)).Has(204);
            (await server.GetAsync(group.Path)).Refuses(404);
            await server.ReadAsync(user);
        }),
        Must("P-609", "DELETE of an id that does not exist is 404", "7644 3.6", [118], async server =>
            (await server.DeleteAsync("Users/rollcall-probe-nobody")).Refuses(404)),
    ];

    private static async Task<Throwaway> GoneAsync(Conversation server)
    {
        var user = await server.NewUserAsync();
        (await server.DeleteAsync(user.Path)).Succeeds();
        return user;
    }
}
