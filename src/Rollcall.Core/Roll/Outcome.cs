using Rollcall.Core.Roll.Tables;

namespace Rollcall.Core.Roll;

/// <summary>What became of a change: one of these, and no other.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>The record as it stands now; not changed where the request asked for what already was.</summary>
    /// <param name="Record">Its head.</param>
    /// <param name="Document">Its document, where the change had it at hand.</param>
    /// <param name="Changed">Whether a version was made and a journal row written.</param>
    public sealed record Recorded(RecordRow Record, byte[]? Document, bool Changed) : Outcome;

    /// <summary>The record is gone.</summary>
    public sealed record Removed(RecordRow Record) : Outcome;

    /// <summary>There is no such record in this directory.</summary>
    public sealed record Missing : Outcome;

    /// <summary>The client expected another version.</summary>
    public sealed record Stale(long Current) : Outcome;

    /// <summary>A unique value belongs to another record.</summary>
    /// <param name="Attribute">userName, externalId or displayName.</param>
    /// <param name="Record">The key of the record that has it.</param>
    /// <param name="Directory">The key of that record's directory.</param>
    public sealed record Taken(string Attribute, long Record, long Directory) : Outcome;

    /// <summary>A member to add does not exist in this directory.</summary>
    public sealed record UnknownMember(string Id) : Outcome;

    /// <summary>The function that makes the new document refused.</summary>
    public sealed record Refused(object Reason) : Outcome;

    /// <summary>The pool as it stands now.</summary>
    /// <param name="Pool">The pool.</param>
    /// <param name="More">Whether more licenses must move: ask again.</param>
    public sealed record Planned(PoolRow Pool, bool More) : Outcome;

    /// <summary>The user as he stands now.</summary>
    public sealed record UserChanged(UserRow User, bool Changed) : Outcome;

    /// <summary>The directory's brake holds the request; it is noted, and nothing else was changed.</summary>
    /// <param name="Rejected">Whether an administrator has decided that it is not to be.</param>
    public sealed record Held(bool Rejected) : Outcome;

    /// <summary>The user would wait for a license, and the account has such creates and reactivations refused (product rule 26).</summary>
    public sealed record Full : Outcome;
}
