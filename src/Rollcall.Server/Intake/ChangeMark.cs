namespace Rollcall.Server.Intake;

/// <summary>Whether a change of this request is in the journal already: a change and its exchange are one row (product rule 43).</summary>
internal sealed class ChangeMark
{
    /// <summary>Set once the change is committed.</summary>
    public bool IsJournalled { get; set; }
}
