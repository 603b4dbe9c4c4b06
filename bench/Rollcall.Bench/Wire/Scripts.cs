namespace Rollcall.Bench.Wire;

/// <summary>The same request for ever.</summary>
internal sealed class Same(ReadOnlyMemory<byte> request) : Script
{
    public override ReadOnlyMemory<byte> Next() => request;
}

/// <summary>One of several requests, in a fixed random order.</summary>
internal sealed class OneOf(IReadOnlyList<ReadOnlyMemory<byte>> requests, int seed) : Script
{
    private readonly Random _random = new(seed);

    public override ReadOnlyMemory<byte> Next() => requests[_random.Next(requests.Count)];
}

/// <summary>Creates users that were never there.</summary>
internal sealed class Create(Target target) : Script
{
    public override ReadOnlyMemory<byte> Next() => Request(target, "POST", "/Users", People.User(People.NewName()));
}

/// <summary>Turns a user of its own off and on.</summary>
internal sealed class Toggle(Target target, string id) : Script
{
    private readonly ReadOnlyMemory<byte>[] _requests = [.. new[] { "false", "true" }.Select(value => Request(
        target, "PATCH", "/Users/" + id, $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":{{value}}}]}"""))];

    private int _turn;

    public override ReadOnlyMemory<byte> Next() => _requests[_turn++ & 1];
}

/// <summary>Adds a member of its own to a group and removes it again.</summary>
internal sealed class Membership(Target target, string group, string member) : Script
{
    private readonly ReadOnlyMemory<byte>[] _requests = [People.Add(target, group, [member]), People.Remove(target, group, member)];

    private int _turn;

    public override ReadOnlyMemory<byte> Next() => _requests[_turn++ & 1];
}

/// <summary>Entra ID's initial cycle for one user after another: match, create, add to the one group.</summary>
internal sealed class InitialCycle(Target target, string group) : Script
{
    private int _step;
    private string _name = "";
    private string _id = "";

    public override bool IsUnit => _step == 0;

    public override ReadOnlyMemory<byte> Next()
    {
        switch (_step)
        {
            case 0:
                _name = People.NewName();
                return Request(target, "GET", $"/Users?filter=userName+eq+%22{Uri.EscapeDataString(_name)}%22");
            case 1:
                return Request(target, "POST", "/Users", People.User(_name));
            default:
                return People.Add(target, group, [_id]);
        }
    }

    public override void Hear(Answer answer)
    {
        base.Hear(answer);
        _id = _step == 1 ? answer.Id() : _id;
        _step = (_step + 1) % 3;
    }
}

/// <summary>The bodies: about 1.2 kB a user, as Entra ID writes it.</summary>
internal static class People
{
    private static readonly string s_run = Guid.CreateVersion7().ToString("N")[^8..];
    private static long s_number;

    public static string NewName() => $"user{Interlocked.Increment(ref s_number)}.{s_run}@bench.example";

    public static string User(string name) => $$$"""
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"externalId":"{{{name}}}","userName":"{{{name}}}","active":true,"displayName":"Josephine van der Berg","title":"Senior Engineer for Distribution","preferredLanguage":"en-US","name":{"formatted":"Josephine van der Berg","familyName":"van der Berg","givenName":"Josephine"},"emails":[{"primary":true,"type":"work","value":"{{{name}}}"}],"phoneNumbers":[{"type":"work","value":"+49 30 1234567"},{"type":"mobile","value":"+49 170 1234567"}],"addresses":[{"type":"work","formatted":"Hauptstrasse 1, 10115 Berlin, Germany","streetAddress":"Hauptstrasse 1","locality":"Berlin","region":"Berlin","postalCode":"10115","country":"DE","primary":true}],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"4711","department":"Distribution","costCenter":"CC-1234","organization":"Example Company","division":"Europe"}}
        """;

    public static string Group(string name) => $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"externalId":"{{name}}","displayName":"{{name}}"}""";

    public static ReadOnlyMemory<byte> Add(Target target, string group, IEnumerable<string> members) => Script.Request(
        target, "PATCH", "/Groups/" + group,
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","path":"members","value":[{{string.Join(',', members.Select(m => $$"""{"value":"{{m}}"}"""))}}]}]}""");

    public static ReadOnlyMemory<byte> Remove(Target target, string group, string member) => Script.Request(
        target, "PATCH", "/Groups/" + group,
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"remove","path":"members[value eq \"{{member}}\"]"}]}""");
}
