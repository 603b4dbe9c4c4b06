using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>One kind of change: what it must read, and what it decides. Both are pure functions of the sheet.</summary>
public abstract class RollOperation : LaneWork
{
    private Registrar? _registrar;

    private protected RollOperation()
    {
    }

    /// <inheritdoc/>
    public override ILaneHandler Handler => _registrar ?? throw new InvalidOperationException("The operation was not given to the registrar.");

    /// <inheritdoc/>
    public override int JournalRows => 6;

    /// <summary>Who asks, and how.</summary>
    public required Origin Origin { get; init; }

    /// <summary>What was decided; read it after the registrar has answered.</summary>
    internal Outcome? Outcome { get; set; }

    /// <summary>The record whose document it rewrites: two such operations on one record never share a sheet, since the second depends on what the first made.</summary>
    internal virtual Guid? Rewrites => null;

    /// <summary>Whether it reads sums of rows that others on the same sheet may be changing: then it has a sheet of its own.</summary>
    internal virtual bool Alone => false;

    /// <summary>Asks for what the decision will look at; called again as long as something was missing.</summary>
    internal abstract void Needs(Sheet sheet, Wants wants);

    /// <summary>Decides, drafting on the sheet. An outcome that refuses leaves drafts to be dropped.</summary>
    internal abstract Outcome Decide(Sheet sheet);

    internal void GiveTo(Registrar registrar) => _registrar = registrar;

    /// <summary>The journal row of this change.</summary>
    private protected ChangeRow Row(Sheet sheet, long? subject, ChangeKind kind) => new()
    {
        Account = sheet.Grant.Account,
        No = sheet.Grant.NextNo(),
        At = sheet.Grant.At,
        Origin = Origin,
        Subject = subject,
        Kind = kind,
    };
}
