namespace Rollcall.Bench.Wire;

/// <summary>The bodies: about 1.2 kB a user, as Entra ID writes it.</summary>
internal static class People
{
    private static readonly string s_run = Guid.CreateVersion7().ToString("N")[^8..];
    private static long s_number;

    public static string NewName() => $"user{Interlocked.Increment(ref s_number)}.{s_run}@bench.example";

    public static string User(string name) => $$$"""
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"externalId":"{{{name}}}","userName":"{{{name}}}","active":true,"displayName":"Josephine van der Berg","title":"Senior Engineer for Distribution","preferredLanguage":"en-US","name":{"formatted":"Josephine van der Berg","familyName":"van der Berg","givenName":"Josephine"},"emails":[{"primary":true,"type":"work","value":"{{{name}}}"}],"phoneNumbers":[{"type":"work","value":"+49 30 1234567"},{"type":"mobile","value":"+49 170 1234567"}],"addresses":[{"type":"work","formatted":"Hauptstrasse 1, 10115 Berlin, Germany","streetAddress":"Hauptstrasse 1","locality":"Berlin","region":"Berlin","postalCode":"10115","country":"DE","primary":true}],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"4711","department":"Distribution","costCenter":"CC-1234","organization":"Example Company","division":"Europe"}}
        """;

    /// <summary>Creates some users; their ids.</summary>
    public static async Task<List<string>> CreateAsync(Target target, int count)
    {
        using var line = await Line.OpenAsync(target.Base);
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add((await line.AskAsync(Script.Request(target, "POST", "/Users", User(NewName())))).Id());
        }

        return ids;
    }

    public static string Group(string name) => $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"externalId":"{{name}}","displayName":"{{name}}"}""";

    public static ReadOnlyMemory<byte> Add(Target target, string group, IEnumerable<string> members) => Script.Request(
        target, "PATCH", "/Groups/" + group,
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","path":"members","value":[{{string.Join(',', members.Select(m => $$"""{"value":"{{m}}"}"""))}}]}]}""");

    public static ReadOnlyMemory<byte> Remove(Target target, string group, string member) => Script.Request(
        target, "PATCH", "/Groups/" + group,
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"remove","path":"members[value eq \"{{member}}\"]"}]}""");
}
