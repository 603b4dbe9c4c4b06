using System.Text.Json.Nodes;

namespace Rollcall.EndToEnd.Tests.Crash;

/// <summary>What the identity provider knows of one user: the last answer that it got, and what it has asked for since.</summary>
/// <remarks>One pusher owns it, so that between two checks nobody else changes it.</remarks>
internal sealed class PushedUser(string name)
{
    /// <summary>The word in <see cref="Made"/> for a change that was one of several in a request.</summary>
    public const string InBulk = "BULK";

    public string Name { get; } = name;

    public string? Id { get; set; }

    /// <summary>Whether the last answer said that it is there.</summary>
    public bool IsThere { get; set; }

    /// <summary>Its version as last answered.</summary>
    public long Version { get; set; }

    /// <summary>The whole body as last answered, without <c>groups</c>.</summary>
    public JsonObject? Body { get; set; }

    /// <summary>The request that was not answered, or null.</summary>
    public Attempt? Pending { get; set; }

    /// <summary>Membership in the shared groups, as last answered.</summary>
    public bool[] In { get; } = new bool[Ledger.Groups];

    /// <summary>Whether a membership was asked for and not answered.</summary>
    public bool HasOpenMembership { get; set; }

    /// <summary>The verbs of the changes that were made, oldest first.</summary>
    public List<string> Made { get; } = [];

    public bool IsFree => IsThere && Pending is null && !HasOpenMembership;

    /// <summary>The request's answer has come.</summary>
    public void Settle(Attempt attempt, string id, long version, JsonObject? body)
    {
        (Id, Version, Body, Pending) = (id, version, body, null);
        IsThere = attempt.Verb != "DELETE";
        Made.Add(attempt.IsInBulk ? InBulk : attempt.Verb);
        if (!IsThere)
        {
            Array.Clear(In);
        }
    }
}

/// <summary>A request whose outcome is open: wholly done or not at all.</summary>
/// <param name="Verb">Its verb.</param>
/// <param name="Mark">The number that every attribute it writes bears.</param>
/// <param name="Active">Whether the user is active after it.</param>
/// <param name="IsInBulk">Whether it is one operation of several in a request.</param>
internal sealed record Attempt(string Verb, int Mark, bool Active, bool IsInBulk = false);

/// <summary>A change of memberships whose outcome is open.</summary>
/// <param name="Group">The group's position.</param>
/// <param name="Changes">Who, and whether a member after it.</param>
internal sealed record MemberAttempt(int Group, IReadOnlyList<(PushedUser User, bool Member)> Changes);
