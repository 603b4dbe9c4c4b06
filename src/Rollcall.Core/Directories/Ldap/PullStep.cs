namespace Rollcall.Core.Directories.Ldap;

/// <summary>One change that a reading found, in the order in which they are carried out.</summary>
internal abstract record PullStep
{
    private PullStep()
    {
    }

    /// <summary>A user is new; where it has an id, groups name him by it.</summary>
    public sealed record Create(Guid Id, byte[] Document) : PullStep;

    /// <summary>A user's entry says something new.</summary>
    public sealed record Change(Guid Id, byte[] Document) : PullStep;

    /// <summary>A user is gone there.</summary>
    public sealed record Lose(Guid Id) : PullStep;

    /// <summary>A group is new.</summary>
    public sealed record CreateGroup(Guid Id, string OwnId, string Name, IReadOnlyList<Guid> Members) : PullStep;

    /// <summary>A group has another name (null: the same) or other members.</summary>
    public sealed record ChangeGroup(Guid Id, string OwnId, string? Name, IReadOnlyList<Guid> Added, IReadOnlyList<Guid> Removed) : PullStep;

    /// <summary>A group is gone there.</summary>
    public sealed record LoseGroup(Guid Id) : PullStep;
}
