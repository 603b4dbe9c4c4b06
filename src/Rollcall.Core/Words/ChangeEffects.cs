namespace Rollcall.Core.Words;

/// <summary>Words in the effects of a change row, beside <c>license=...</c> and <c>members=...</c>.</summary>
public static class ChangeEffects
{
    /// <summary>The record's active became true.</summary>
    public const string Activated = "active=true";

    /// <summary>The record's active became false.</summary>
    public const string Deactivated = "active=false";

    /// <summary>The record became a tombstone: its source renamed it to objectId and old name.</summary>
    public const string SoftlyDeleted = "state=tombstone";

    /// <summary>The record is no tombstone any more.</summary>
    public const string Restored = "state=live";

    /// <summary>A SCIM directory leads the user from now on; the record that led lies parked (product rule 16).</summary>
    public const string TakenOver = "lead=taken";

    /// <summary>The record lies parked: what it says changes nothing of the user.</summary>
    public const string Parked = "lead=parked";

    /// <summary>An administrator gave the user back to a parked record (product rule 18).</summary>
    public const string GivenBack = "lead=back";
}
