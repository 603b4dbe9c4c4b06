using System.Text;
using System.Text.RegularExpressions;

namespace Rollcall.House.Tests.Rules;

/// <summary>Incidents of the field: each is tried by a test that bears its name, or says why it does not touch us.</summary>
public static class IncidentRules
{
    private static readonly Regex Tag = new("\\[Trait\\(\"incident\", \"(?<id>[^\"]+)\"\\)\\]", RegexOptions.NonBacktracking);

    private static readonly Regex Method = new("^    public (?:static )?(?:async )?[A-Za-z<>]+ (?<name>[A-Za-z0-9_]+)\\(", RegexOptions.NonBacktracking);

    /// <summary>The table of incidents.</summary>
    public static IReadOnlyList<Incident> Read(string table) =>
    [
        .. table.Split('\n').Where(static line => line.Contains('|', StringComparison.Ordinal) && line[0] != '#')
            .Select(static line => line.Split('|', 4, StringSplitOptions.TrimEntries)).Select(static parts => new Incident(parts[0], parts[1], parts[2], parts[3])),
    ];

    /// <summary>Which tests bear which incident, by file and method.</summary>
    public static IEnumerable<Trial> Tried(string file, string text)
    {
        var open = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            open.AddRange(Tag.Matches(line).Select(static match => match.Groups["id"].Value));
            if (open.Count > 0 && Method.Match(line) is { Success: true } method)
            {
                foreach (var id in open)
                {
                    yield return new Trial(id, file, method.Groups["name"].Value);
                }

                open.Clear();
            }
        }
    }

    /// <summary>Incidents that nobody tries and nobody explains, both at once, and names that no incident has.</summary>
    public static IEnumerable<string> Faults(IReadOnlyList<Incident> incidents, ILookup<string, Trial> tried)
    {
        foreach (var incident in incidents)
        {
            if (incident.Reason.Length == 0 && !tried.Contains(incident.Id))
            {
                yield return $"no test bears the incident {incident.Id}, and no reason is given";
            }
            else if (incident.Reason.Length > 0 && tried.Contains(incident.Id))
            {
                yield return $"the incident {incident.Id} is tried, so it needs no reason";
            }
        }

        foreach (var unknown in tried.Select(static trial => trial.Key).Except(incidents.Select(static incident => incident.Id)))
        {
            yield return $"a test bears the incident {unknown}, which the table does not have";
        }
    }

    /// <summary>The page.</summary>
    public static string Page(IReadOnlyList<Incident> incidents, ILookup<string, Trial> tried)
    {
        var page = new StringBuilder("""
            # Incidents

            What went wrong elsewhere, in products like this one or in what it is built of, and the test here that would have caught it. This page is made of the tests
            (`tests/Rollcall.House.Tests`, with `UPDATE_GOLDEN=1`); an incident without a test or a reason fails the build.

            | incident | where | what went wrong | tried here by |
            |---|---|---|---|

            """);
        foreach (var incident in incidents.Where(incident => tried.Contains(incident.Id)).OrderBy(static incident => incident.Id, StringComparer.OrdinalIgnoreCase))
        {
            var tests = tried[incident.Id].Select(static trial => $"[{trial.Sentence}](../../{trial.File})").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            page.Append($"| {incident.Id} | {incident.Where} | {incident.What} | {string.Join("<br>", tests)} |\n");
        }

        page.Append("\n## Those that cannot happen here, or not yet\n\n| incident | where | what went wrong | why |\n|---|---|---|---|\n");
        foreach (var incident in incidents.Where(static incident => incident.Reason.Length > 0).OrderBy(static incident => incident.Id, StringComparer.OrdinalIgnoreCase))
        {
            page.Append($"| {incident.Id} | {incident.Where} | {incident.What} | {incident.Reason} |\n");
        }

        return page.ToString().ReplaceLineEndings("\n");
    }
}

/// <summary>One incident of the field.</summary>
/// <param name="Id">Its CVE, its issue, or a short name.</param>
/// <param name="Where">Whose it was.</param>
/// <param name="What">What went wrong, in a sentence.</param>
/// <param name="Reason">Why it does not touch us; empty where a test has it.</param>
public sealed record Incident(string Id, string Where, string What, string Reason);

/// <summary>A test that bears an incident.</summary>
/// <param name="Incident">The incident's id.</param>
/// <param name="File">The file, from the root.</param>
/// <param name="Method">The test's name.</param>
public sealed record Trial(string Incident, string File, string Method)
{
    /// <summary>The test's name, read as a sentence.</summary>
    public string Sentence => Method.Replace('_', ' ');
}
