using Rollcall.Core.Words;

namespace Rollcall.Core.Accounts;

/// <summary>The refusals of this room, in one place so that their sentences agree.</summary>
internal static class AccountRefusals
{
    public static readonly Refusal Missing = new(RefusalKind.Missing, "account-unknown", "There is no such account.", "List the accounts with 'rollcall account list'.");

    public static readonly Refusal Name = new(
        RefusalKind.Invalid, "name-invalid", "An account's name has 1 to 200 characters, and none that control a terminal.", "Choose another name.");

    public static readonly Refusal ScimIsOpen = new(
        RefusalKind.Conflict,
        "scim-enabled",
        "The User ID type cannot become 'name' while a SCIM directory is enabled.",
        "Disable the account's SCIM directories first: 'rollcall directory list' shows them.");

    public static readonly Refusal NeedsEmail = new(
        RefusalKind.Conflict,
        FindingCodes.UserIdTypeIsName,
        "Can't enable SCIM provisioning: the account setting 'User ID type' is 'name', and SCIM needs 'email'.",
        "An operator changes it with 'rollcall account set-user-id-type ACCOUNT email'; then enable the directory again.");

    public static readonly Refusal DirectoryMissing = new(
        RefusalKind.Missing, "directory-unknown", "There is no such directory in this account.", "List them with 'rollcall directory list'.");

    public static readonly Refusal Label = new(
        RefusalKind.Invalid, "label-invalid", "A directory's label has 1 to 100 characters, and none that control a terminal.", "Choose another label.");

    public static readonly Refusal NotScim = new(
        RefusalKind.Conflict, "directory-not-scim", "Only a SCIM directory is enabled, disabled or paused this way.", "Name a directory of kind 'scim'.");

    public static Refusal Subdomain(string? text) => new(
        RefusalKind.Invalid,
        "subdomain-invalid",
        $"'{Shown(text)}' is no subdomain: it has 2 to 63 of the characters a-z, 0-9 and '-', and neither begins nor ends with '-'.",
        "Choose another subdomain, for example the company's short name.");

    public static Refusal Taken(Subdomain subdomain) => new(
        RefusalKind.Conflict, "subdomain-taken", $"The subdomain '{subdomain}' belongs to another account.", "Choose another subdomain.");

    public static Refusal TypeBlocked(IReadOnlyList<string> reasons) => new(
        RefusalKind.Conflict,
        "user-id-type-blocked",
        "The User ID type cannot become 'email' yet: " + string.Join(" ", reasons),
        "Resolve what is listed, then change the User ID type again.");

    public static Refusal LabelTaken(string label) => new(
        RefusalKind.Conflict, "label-taken", $"The account has a directory labelled '{label}' already.", "Choose another label.");

    /// <summary>A refusal quotes what was sent, but neither a flood nor control characters.</summary>
    private static string Shown(string? text) =>
        new([.. (text ?? string.Empty).Take(Accounts.Subdomain.Longest).Select(c => char.IsControl(c) ? '?' : c)]);
}
