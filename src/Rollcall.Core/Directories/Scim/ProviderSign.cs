using Rollcall.Core.Words;

namespace Rollcall.Core.Directories.Scim;

/// <summary>One habit by which a provider's requests are told from others'.</summary>
/// <param name="Name">A stable word, kept in the journal's counts.</param>
/// <param name="Provider">Whose habit it is.</param>
/// <param name="Sentence">What was seen, to be read after "requests with".</param>
public sealed record ProviderSign(string Name, IdentityProvider Provider, string Sentence)
{
    /// <summary>
    /// All of them. Entra ID: header and flag as of azure-docs#21660 and "SCIM compliance" (2025); Okta: "SCIM 2.0" (2026); OneLogin: authentik#11249 (2024);
    /// JumpCloud and Ping publish none, so they are known where their agent names them.
    /// </summary>
    public static IReadOnlyList<ProviderSign> All { get; } =
    [
        new("sign:entra-header", IdentityProvider.Entra, "the header ADSCIMVersion"),
        new("sign:entra-flag", IdentityProvider.Entra, "the flag aadOptscim062020 in the address"),
        new("sign:okta-agent", IdentityProvider.Okta, "the user agent 'Okta SCIM Client'"),
        new("sign:onelogin-agent", IdentityProvider.OneLogin, "a user agent that names OneLogin"),
        new("sign:onelogin-address", IdentityProvider.OneLogin, "addresses that end in '&' or '?', which asked for application/json alone"),
        new("sign:jumpcloud-agent", IdentityProvider.JumpCloud, "a user agent that names JumpCloud"),
        new("sign:ping-agent", IdentityProvider.Ping, "a user agent that names Ping"),
    ];

    /// <summary>Whether a mark of the traffic is a sign; else it is a tolerance's code.</summary>
    public static bool IsSign(string mark) => All.Any(sign => sign.Name == mark);

    /// <summary>The sign that a request bears, or null: most clients bear none.</summary>
    /// <param name="glimpse">What of the request tells who sent it.</param>
    public static ProviderSign? Of(RequestGlimpse glimpse)
    {
        ArgumentNullException.ThrowIfNull(glimpse);
        var agent = glimpse.UserAgent;
        return glimpse switch
        {
            { HasAdScimVersion: true } => All[0],
            _ when Has(glimpse.Target, "aadoptscim") => All[1],
            _ when agent.StartsWith("Okta SCIM Client", StringComparison.OrdinalIgnoreCase) => All[2],
            _ when Has(agent, "onelogin") => All[3],
            { AsksForPlainJson: true } when glimpse.Target.EndsWith('&') || glimpse.Target.EndsWith('?') => All[4],
            _ when Has(agent, "jumpcloud") => All[5],
            _ when Has(agent, "pingfederate") || Has(agent, "pingone") || Has(agent, "ping identity") => All[6],
            _ => null,
        };
    }

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
