namespace Rollcall.Scim.Probing;

/// <summary>Short ways to write a rule down.</summary>
internal static class Rule
{
    public static ProbeRule Must(string id, string title, string source, IReadOnlyList<int> checklist, Func<Conversation, Task> check) =>
        Of(ProbeLevel.Must, id, title, source, checklist, check);

    public static ProbeRule Should(string id, string title, string source, IReadOnlyList<int> checklist, Func<Conversation, Task> check) =>
        Of(ProbeLevel.Should, id, title, source, checklist, check);

    public static ProbeRule Practice(string id, string title, string source, IReadOnlyList<int> checklist, Func<Conversation, Task> check) =>
        Of(ProbeLevel.Practice, id, title, source, checklist, check);

    /// <summary>A rule that does not hold under the manners of some vendor.</summary>
    public static ProbeRule Except(this ProbeRule rule, ProbeProfiles profiles) => rule with { Profiles = ProbeProfiles.All & ~profiles };

    /// <summary>Rules that are skipped where the server does not advertise a feature.</summary>
    public static IEnumerable<ProbeRule> Needing(this IEnumerable<ProbeRule> rules, string feature) => rules.Select(rule => rule with
    {
        Check = server =>
        {
            server.Needs(feature);
            return rule.Check(server);
        },
    });

    private static ProbeRule Of(ProbeLevel level, string id, string title, string source, IReadOnlyList<int> checklist, Func<Conversation, Task> check) =>
        new() { Level = level, Id = id, Title = title, Source = Spelled(source), Checklist = checklist, Check = check };

    // The rules write "7644 3.12" for RFC 7644 section 3.12.
    private static string Spelled(string source) =>
        string.Join(", ", source.Split(", ").Select(part => part.Length > 5 && part[4] == ' ' && part[..4] is "7643" or "7644" or "9865" ? $"RFC {part[..4]} section {part[5..]}" : part));
}
