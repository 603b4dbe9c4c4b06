using Rollcall.Scim.Probing.Rules;

namespace Rollcall.Scim.Probing;

/// <summary>All rules, by area and number.</summary>
public static class ProbeRules
{
    /// <summary>Every rule of every profile, in the order of their ids.</summary>
    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        .. ((IEnumerable<ProbeRule>)
        [
            .. DiscoveryRules.All, .. FeatureRules.All, .. RefusalRules.All, .. DocumentRules.All, .. AttributeRules.All, .. CreateRules.All,
            .. ListRules.All, .. FilterRules.All, .. StrictFilterRules.All, .. VersionRules.All,
            .. PutRules.All, .. PatchRules.All.Concat(PatchValueRules.All).Concat(MemberRules.All).Needing("patch"), .. DeleteRules.All,
            .. BulkRules.All.Needing("bulk"), .. CursorRules.All.Needing("cursor"),
            .. EntraRules.All, .. OktaRules.All, .. OneLoginRules.All,
        ]).OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    internal static IEnumerable<ProbeRule> Chosen(ProbeOptions options) => All.Where(rule =>
        (rule.Profiles & options.Profile) != ProbeProfiles.None
        && rule.Level <= options.Level
        && (options.Only.Count == 0 || options.Only.Any(only => rule.Id.StartsWith(only, StringComparison.OrdinalIgnoreCase))));
}
