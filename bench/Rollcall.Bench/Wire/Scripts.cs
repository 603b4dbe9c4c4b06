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

    /// <summary>Who comes and goes.</summary>
    public string Member => member;

    /// <summary>How many changes were acknowledged.</summary>
    public int Changes { get; private set; }

    /// <summary>Whether the member is in by now.</summary>
    public bool IsIn => (Changes & 1) == 1;

    public override ReadOnlyMemory<byte> Next() => _requests[_turn++ & 1];

    public override void Hear(Answer answer)
    {
        base.Hear(answer);
        Changes++;
    }
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
