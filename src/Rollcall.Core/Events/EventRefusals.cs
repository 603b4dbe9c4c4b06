using Rollcall.Core.Words;

namespace Rollcall.Core.Events;

/// <summary>The refusals of this room.</summary>
internal static class EventRefusals
{
    public static readonly Refusal Missing = new(
        RefusalKind.Missing, "receiver-unknown", "There is no such receiver in this account.", "List them with 'rollcall receiver list'.");

    public static readonly Refusal Label = new(
        RefusalKind.Invalid, "label-invalid", "A receiver has a label of 1 to 100 characters, and none that control a terminal.", "Give it a name that people know it by.");

    public static readonly Refusal Kinds = new(
        RefusalKind.Invalid, "events-invalid", "A receiver wants at least one kind of event.", "Name kinds, or leave them out for all.");

    public static readonly Refusal NoUrl = new(
        RefusalKind.Invalid, "url-needed", "A receiver by push or webhook needs a URL.", "Give the URL that events are posted to, or make a receiver that polls.");

    public static readonly Refusal NeedlessUrl = new(
        RefusalKind.Invalid, "url-needless", "A receiver that polls has neither URL nor bearer token of its own.", "Leave both out, or make a receiver by push.");

    public static readonly Refusal Bearer = new(
        RefusalKind.Invalid, "bearer-invalid", "Only a push receiver is shown a bearer token, of 1 to 4000 printable characters without blanks.", "Correct it, or leave it out; webhooks are signed.");

    public static readonly Refusal Audience = new(
        RefusalKind.Invalid, "audience-invalid", "An audience has 1 to 500 characters, and none that control a terminal.", "Correct it, or leave it out.");

    public static readonly Refusal TooMany = new(
        RefusalKind.Conflict, "receiver-limit", $"The account has {ReceiverRegister.MostReceivers} receivers already.", "Delete one that is not used with 'rollcall receiver delete'.");

    public static Refusal Taken(string label) => new(
        RefusalKind.Conflict, "label-taken", $"The account has a receiver '{label}' already.", "Choose another label.");

    public static Refusal Url(string why) => new(RefusalKind.Invalid, "url-refused", why, "Correct the URL, or ask the operator to allow it with the option 'outbound'.");
}
