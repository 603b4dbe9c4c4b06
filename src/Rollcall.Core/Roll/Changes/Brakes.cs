using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>Counts what SCIM directories take away, and holds what is too much, in the transaction that would take it (product rule 10).</summary>
internal static class Brakes
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    /// <summary>Asks what a request that takes something away needs: more than the brake's row only where it may be too much.</summary>
    /// <param name="sheet">What is known.</param>
    /// <param name="wants">What is asked for.</param>
    /// <param name="directory">The directory's key.</param>
    /// <param name="kind">What may be lost.</param>
    /// <param name="record">The record that it is about.</param>
    /// <param name="most">How much may be lost at the most.</param>
    public static void Want(Sheet sheet, Wants wants, long directory, LossKind kind, long record, long most = 1)
    {
        wants.Brake(directory);
        if (sheet.Brakes.Knows(directory) && (sheet.Brakes.Find(directory) ?? Fresh(sheet, directory)) is var brake && LooksFurther(brake, brake.Losses + most))
        {
            wants.UserTotal(directory);
            wants.Held(new HeldId(directory, kind, record));
        }
    }

    /// <summary>Counts a loss. Where it is too much, what was drafted is dropped, and the request is noted and refused.</summary>
    /// <param name="sheet">What is known.</param>
    /// <param name="loss">What would be lost.</param>
    /// <returns>The refusal, or null where it passes.</returns>
    public static Outcome.Held? Judge(Sheet sheet, Loss loss)
    {
        var brake = sheet.Brakes.Find(loss.Directory) ?? Fresh(sheet, loss.Directory);
        if (brake.Mode == BrakeMode.Off || brake.ReleasedUntil > sheet.Grant.Now)
        {
            return null;
        }

        var counted = Counted(brake, loss.Count, sheet.Grant.Now);
        if (!LooksFurther(brake, counted.Losses))
        {
            sheet.Brakes.Put(loss.Directory, counted);
            return null;
        }

        var id = new HeldId(loss.Directory, loss.Kind, loss.Record);
        var held = sheet.Held.Find(id);
        if (held?.Verdict == HeldVerdict.Allowed)
        {
            sheet.Held.Put(id, null);
            return null;
        }

        var isOver = counted.Losses > brake.Most(sheet.UserTotal(loss.Directory));
        if (brake.State != BrakeState.Holding && !(isOver && brake.Mode == BrakeMode.Hold))
        {
            sheet.Brakes.Put(loss.Directory, isOver && brake.State == BrakeState.Quiet ? counted with { State = BrakeState.Alerted, Since = sheet.Grant.Now } : counted);
            return null;
        }

        sheet.Drop();
        if (brake.State != BrakeState.Holding)
        {
            sheet.Brakes.Put(loss.Directory, brake with { State = BrakeState.Holding, Since = sheet.Grant.Now });
        }

        var now = sheet.Grant.Now;
        sheet.Held.Put(id, held is not null ? held with { LastAsked = now, Times = held.Times + 1, Losses = loss.Count } : new HeldRow
        {
            Account = sheet.Grant.Account, Key = sheet.Grant.NextKey(), Directory = loss.Directory, Kind = loss.Kind, Record = loss.Record, Name = loss.Name, Losses = loss.Count,
            FirstAsked = now, LastAsked = now, Times = 1, Verdict = HeldVerdict.Held, Actor = loss.Actor,
        });
        return new Outcome.Held(held?.Verdict == HeldVerdict.Rejected);
    }

    private static BrakeRow Fresh(Sheet sheet, long directory) => new() { Account = sheet.Grant.Account, Directory = directory, Began = sheet.Grant.Now };

    /// <summary>A brake that only alerts has nothing more to decide once it has.</summary>
    private static bool LooksFurther(BrakeRow brake, long losses) => brake.State == BrakeState.Holding
        || (losses > brake.MostUsers && (brake.Mode == BrakeMode.Hold || brake is { Mode: BrakeMode.Alert, State: BrakeState.Quiet }));

    /// <summary>An hour that is over begins anew; what an administrator has not decided yet stays.</summary>
    private static BrakeRow Counted(BrakeRow brake, long losses, DateTimeOffset now) => now - brake.Began < s_hour
        ? brake with { Losses = brake.Losses + losses }
        : brake with { Began = now, Losses = losses, State = brake.State == BrakeState.Holding ? BrakeState.Holding : BrakeState.Quiet, Since = brake.State == BrakeState.Holding ? brake.Since : null };
}

/// <summary>What a request would take away.</summary>
/// <param name="Directory">The directory's key.</param>
/// <param name="Kind">What is lost.</param>
/// <param name="Record">The record that it is about.</param>
/// <param name="Name">The user's or group's name.</param>
/// <param name="Count">How much: 1, or the number of memberships.</param>
/// <param name="Actor">The readable part of the credential that asks.</param>
internal readonly record struct Loss(long Directory, LossKind Kind, long Record, string Name, long Count, string Actor);
