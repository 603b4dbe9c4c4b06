using System.Globalization;
using System.Text;
using System.Xml;

namespace Rollcall.Scim.Probing;

/// <summary>A report for build servers, as JUnit XML: a rule is a test case, an unclear one an error.</summary>
public static class ReportJUnit
{
    /// <summary>The whole report; a run that could not be made is one error.</summary>
    public static string Write(ProbeReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, CheckCharacters = false }))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", $"rollcall probe {report.Profile.ToString().ToLowerInvariant()} {report.Target}");
            var lost = report.CouldNotRun is null ? 0 : 1;
            xml.WriteAttributeString("tests", Number(report.Results.Count + lost));
            xml.WriteAttributeString("failures", Number(report.Count<Verdict.Failed>()));
            xml.WriteAttributeString("errors", Number(report.Count<Verdict.Inconclusive>() + lost));
            xml.WriteAttributeString("skipped", Number(report.Count<Verdict.Skipped>()));
            xml.WriteAttributeString("time", Seconds(report.Elapsed));
            xml.WriteAttributeString("timestamp", report.Started.UtcDateTime.ToString("s", CultureInfo.InvariantCulture));
            if (report.CouldNotRun is { } why)
            {
                WriteCase(xml, "P-000 The server can be probed", "run", TimeSpan.Zero, "error", why, null);
            }

            foreach (var result in report.Results)
            {
                WriteResult(xml, result);
            }

            xml.WriteEndElement();
        }

        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + text + "\n";
    }

    private static void WriteResult(XmlWriter xml, ProbeResult result)
    {
        var element = result.Verdict switch
        {
            Verdict.Failed => "failure",
            Verdict.Inconclusive => "error",
            Verdict.Skipped => "skipped",
            _ => null,
        };
        var story = element is "failure" or "error" ? ReportText.Line(result) : null;
        WriteCase(xml, $"{result.Rule.Id} {result.Rule.Title}", result.Rule.Level.ToString().ToLowerInvariant(), result.Elapsed, element, result.Verdict.Why, story);
    }

    private static void WriteCase(XmlWriter xml, string name, string level, TimeSpan elapsed, string? element, string? message, string? story)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", "rollcall.probe." + level);
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("time", Seconds(elapsed));
        if (element is not null)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", Clean(message ?? ""));
            xml.WriteString(Clean(story ?? ""));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // XML 1.0 has no place for most control characters, nor for half a surrogate pair.
    private static string Clean(string text) => new([.. text.EnumerateRunes().Where(rune => rune.Value is '\n' or '\t' or >= 0x20 and < 0xfffe or >= 0x10000).SelectMany(rune => rune.ToString())]);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
