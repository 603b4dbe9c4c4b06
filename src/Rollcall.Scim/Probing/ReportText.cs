using System.Globalization;
using System.Text;

namespace Rollcall.Scim.Probing;

/// <summary>A report for people: one line a rule, and for what failed the requests and answers.</summary>
public static class ReportText
{
    private const int LongestBody = 1500;

    /// <summary>The whole report.</summary>
    public static string Write(ProbeReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        foreach (var result in report.Results)
        {
            text.Append(Line(result)).Append('\n');
        }

        return text.Append(Summary(report)).ToString();
    }

    /// <summary>One result: a line, its reason on a second one, and after a failure the exchanges.</summary>
    public static string Line(ProbeResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        var rule = result.Rule;
        text.Append(CultureInfo.InvariantCulture, $"{Word(result.Verdict)} {rule.Id} {rule.Level.ToString().ToUpperInvariant(),-8} {rule.Title}");
        if (result.Verdict.Why is { } why)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n             {Clean(why)}");
        }

        if (result.Verdict is Verdict.Failed or Verdict.Inconclusive)
        {
            text.Append(CultureInfo.InvariantCulture, $" [{rule.Source}]");
            foreach (var exchange in result.Exchanges)
            {
                Append(text, exchange);
            }
        }

        return text.ToString();
    }

    /// <summary>The last lines: counts, and what was left behind.</summary>
    public static string Summary(ProbeReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.CouldNotRun is { } why)
        {
            return $"Could not run against {Clean(report.Target)}: {Clean(why)}\n";
        }

        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{report.Count<Verdict.Passed>()} passed, {report.Count<Verdict.Failed>()} failed, {report.Count<Verdict.Skipped>()} skipped, {report.Count<Verdict.Inconclusive>()} unclear");
        text.Append(
            CultureInfo.InvariantCulture,
            $"; {Clean(report.Target)} as {report.Profile.ToString().ToLowerInvariant()}, {report.Requests} requests in {report.Elapsed.TotalSeconds:0.0} s.\n");
        foreach (var path in report.LeftBehind)
        {
            text.Append(CultureInfo.InvariantCulture, $"Left behind, to be deleted by hand: {Clean(path)}\n");
        }

        return text.ToString();
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "pass   ",
        Verdict.Failed => "FAIL   ",
        Verdict.Skipped => "skip   ",
        _ => "unclear",
    };

    private static void Append(StringBuilder text, ProbeExchange exchange)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n             > {exchange.Method} {Clean(exchange.Url)}");
        AppendBody(text, '>', exchange.RequestBody);
        text.Append(CultureInfo.InvariantCulture, $"\n             < {(exchange.Failure is { } failure ? Clean(failure) : exchange.Status)}");
        AppendBody(text, '<', exchange.ReplyBody);
    }

    private static void AppendBody(StringBuilder text, char side, string? body)
    {
        if (body is { Length: > 0 })
        {
            text.Append(CultureInfo.InvariantCulture, $"\n             {side}   {Clean(body.Length > LongestBody ? body[..LongestBody] + " ..." : body)}");
        }
    }

    // What a server sends must not move the reader's cursor.
    private static string Clean(string text) => text.Any(char.IsControl) ? new string([.. text.Select(one => char.IsControl(one) ? ' ' : one)]) : text;
}
