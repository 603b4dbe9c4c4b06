using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Journal;

/// <summary>Puts what the journal keeps into lines.</summary>
internal static class JournalLines
{
    public static JournalEntry Of(ChangeRow row) => new()
    {
        No = row.No,
        At = Micros.ToTime(row.At),
        Kind = JournalKind.Change,
        Verb = row.Origin.Verb,
        Route = row.Origin.Route,
        Status = row.Origin.Status,
        Code = row.Code,
        Actor = row.Origin.Actor,
        Directory = row.Origin.Directory,
        Subject = row.Subject,
        Text = Join(Words(row.Kind), row.Effects?.Replace(";", ", ", StringComparison.Ordinal), row.Cause is { } cause ? $"caused by {cause}" : null, Tolerated(row.Origin.Tolerances)),
    };

    public static JournalEntry Of(long no, Exchange e) => new()
    {
        No = no,
        At = e.At,
        Kind = (JournalKind)e.Kind,
        Verb = e.Verb,
        Route = e.Route,
        Status = e.Status,
        Code = e.Code,
        Actor = e.Actor,
        Directory = e.Directory,
        SubjectLabel = e.Subject,
        Text = Join(Words(e), e.Query, e.Count > 0 ? $"{e.Count} found" : null, Tolerated(e.Tolerances)),
    };

    public static JournalEntry Of(AdmissionRow row) => new()
    {
        No = row.No,
        At = Micros.ToTime(row.At),
        Kind = JournalKind.Admission,
        Verb = string.Empty,
        Route = "/client",
        Status = 0,
        Code = row.Decision == AdmissionRow.Allowed ? null : row.Decision,
        Actor = "-",
        Subject = row.Subject,
        SubjectLabel = row.Address,
        Text = row.Decision == AdmissionRow.Allowed ? "admitted" : "not admitted: " + row.Decision,
    };

    private static string Words(Exchange e) => e.Kind switch
    {
        ExchangeKind.Read => "read",
        ExchangeKind.Match => e.Count == 0 ? "looked for, nobody found" : "looked for",
        ExchangeKind.TestConnection => "connection tested",
        ExchangeKind.Refusal => "refused",
        ExchangeKind.Unauthorized => "no accepted token",
        ExchangeKind.KeyUsed => (e.Status < 400 ? "key used for " : "key refused for ") + e.Route,
        ExchangeKind.NoOp => "written, nothing changed",
        _ => e.Kind.ToString(),
    };

    private static string Words(ChangeKind kind) => kind switch
    {
        ChangeKind.RecordCreated => "record created",
        ChangeKind.RecordChanged => "record changed",
        ChangeKind.RecordDeleted => "record deleted",
        ChangeKind.MembersChanged => "members changed",
        ChangeKind.LicenseGiven => "license given",
        ChangeKind.LicenseTaken => "license taken",
        ChangeKind.PoolChanged => "license pool changed",
        ChangeKind.PolicyChanged => "license policy changed",
        ChangeKind.PolicyCarriedOut => "license policy carried out",
        ChangeKind.UserBlocked => "user blocked",
        ChangeKind.UserUnblocked => "user unblocked",
        ChangeKind.UserLed => "user led by another record",
        ChangeKind.DeviceCodeIssued => "enrolment code issued",
        ChangeKind.DeviceEnrolled => "device enrolled",
        ChangeKind.DeviceRemoved => "device removed",
        ChangeKind.AccountCreated => "account created",
        ChangeKind.AccountChanged => "account changed",
        ChangeKind.SchemasChanged => "schemas changed",
        ChangeKind.IndexChanged => "index changed",
        ChangeKind.DirectoryCreated => "directory created",
        ChangeKind.DirectoryChanged => "directory changed",
        ChangeKind.CredentialCreated => "token or key created",
        ChangeKind.CredentialRevoked => "token or key revoked",
        ChangeKind.CredentialExposed => "token or key exposed",
        ChangeKind.KeyRingChanged => "key ring changed",
        ChangeKind.OperatorEntered => "operator entered",
        ChangeKind.ReceiverCreated => "receiver created",
        ChangeKind.ReceiverChanged => "receiver changed",
        ChangeKind.ReceiverDeleted => "receiver deleted",
        ChangeKind.ReceiverHeld => "delivery to a receiver held",
        _ => kind.ToString(),
    };

    private static string? Tolerated(string? tolerances) => tolerances is null ? null : "tolerated " + tolerances;

    private static string Join(params string?[] parts) => string.Join("; ", parts.Where(p => !string.IsNullOrEmpty(p)));
}
