using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>An administrator hands the license of an address from one of its users to another (product rule 14). Undone by the same the other way.</summary>
public sealed class MoveLicense : RollOperation
{
    /// <summary>Key of the user who holds it.</summary>
    public required long From { get; init; }

    /// <summary>Key of the user who is to hold it.</summary>
    public required long To { get; init; }

    internal override void Needs(Sheet sheet, Wants wants)
    {
        wants.User(From);
        wants.User(To);
        wants.Email(sheet.Users.Knows(From) ? sheet.Users.Find(From)?.EmailKey : null);
    }

    internal override Outcome Decide(Sheet sheet)
    {
        if (sheet.Users.Find(From) is not { } from || sheet.Users.Find(To) is not { } to)
        {
            return new Outcome.Missing();
        }

        if (from.License != LicenseState.Assigned || From == To || from.EmailKey != to.EmailKey)
        {
            return new Outcome.Refused("notShared");
        }

        if (!to.AsLicenseUser(Coverage.Covers(sheet.Pool, to)).Eligibility.IsEligible)
        {
            return new Outcome.Refused("notEligible");
        }

        var row = Row(sheet, To, ChangeKind.LicenseGiven);
        new Licenses(sheet, row).Hand(from, to);
        sheet.Append(row with { Effects = "license=assigned,moved=byHand" });
        return new Outcome.UserChanged(sheet.Users.Find(To)!, Changed: true);
    }
}
