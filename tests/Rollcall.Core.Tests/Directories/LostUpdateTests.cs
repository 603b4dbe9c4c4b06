using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Tests.Directories;

/// <summary>Changes of one record that meet are made one after another, each on what the one before left.</summary>
public sealed class LostUpdateTests
{
    private static readonly string[] Attributes = ["title", "nickName", "userType", "preferredLanguage", "locale", "timezone", "profileUrl", "displayName"];

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Changes_of_one_user_that_meet_lose_nothing(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await ScimBench.OpenAsync(test.Store, ScimProfile.Entra);
        for (var round = 0; round < Effort.Of(10); round++)
        {
            var id = await scim.CreateUserAsync($"u{round}@x.example", null);

            var answers = await Task.WhenAll(Attributes.Select(name => Task.Run(() =>
                scim.SendAsync(ScimOperation.Patch, "/Users/" + id, ScimBench.Patch($$"""{"op":"Replace","path":"{{name}}","value":"https://x.example/{{name}}"}""")))));

            Assert.All(answers, static answer => Assert.Equal(200, answer.Status));
            var found = (await scim.SendAsync(ScimOperation.Get, "/Users/" + id)).Body!;
            Assert.All(Attributes, name => Assert.Equal("https://x.example/" + name, (string?)found[name]));
            Assert.Equal($"W/\"{Attributes.Length + 1}\"", (string?)found["meta"]!["version"]);
        }
    }
}
