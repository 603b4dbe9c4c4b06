using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rollcall.Scim.Probing;

/// <summary>A report for programs, as JSON.</summary>
public static class ReportJson
{
    private static readonly JsonWriterOptions Form = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole report, with the exchanges of every rule.</summary>
    public static string Write(ProbeReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Form))
        {
            json.WriteStartObject();
            json.WriteString("target", report.Target);
            json.WriteString("profile", report.Profile.ToString().ToLowerInvariant());
            json.WriteString("started", report.Started);
            json.WriteNumber("seconds", Math.Round(report.Elapsed.TotalSeconds, 3));
            WriteText(json, "couldNotRun", report.CouldNotRun);
            WriteCounts(json, report);
            json.WriteStartArray("results");
            foreach (var result in report.Results)
            {
                WriteResult(json, result);
            }

            json.WriteEndArray();
            json.WriteStartArray("leftBehind");
            foreach (var path in report.LeftBehind)
            {
                json.WriteStringValue(path);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteCounts(Utf8JsonWriter json, ProbeReport report)
    {
        json.WriteNumber("passed", report.Count<Verdict.Passed>());
        json.WriteNumber("failed", report.Count<Verdict.Failed>());
        json.WriteNumber("skipped", report.Count<Verdict.Skipped>());
        json.WriteNumber("unclear", report.Count<Verdict.Inconclusive>());
        json.WriteNumber("requests", report.Requests);
    }

    private static void WriteResult(Utf8JsonWriter json, ProbeResult result)
    {
        json.WriteStartObject();
        json.WriteString("rule", result.Rule.Id);
        json.WriteString("title", result.Rule.Title);
        json.WriteString("source", result.Rule.Source);
        json.WriteString("level", result.Rule.Level.ToString().ToLowerInvariant());
        json.WriteString("verdict", result.Verdict.Word);
        WriteText(json, "reason", result.Verdict.Why);
        json.WriteNumber("seconds", Math.Round(result.Elapsed.TotalSeconds, 3));
        json.WriteStartArray("exchanges");
        foreach (var exchange in result.Exchanges)
        {
            WriteExchange(json, exchange);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteExchange(Utf8JsonWriter json, ProbeExchange exchange)
    {
        json.WriteStartObject();
        json.WriteString("method", exchange.Method);
        json.WriteString("url", exchange.Url);
        WriteHeaders(json, "requestHeaders", exchange.RequestHeaders);
        WriteText(json, "requestBody", exchange.RequestBody);
        json.WriteNumber("status", exchange.Status);
        WriteHeaders(json, "replyHeaders", exchange.ReplyHeaders);
        WriteText(json, "replyBody", exchange.ReplyBody);
        WriteText(json, "failure", exchange.Failure);
        json.WriteEndObject();
    }

    private static void WriteHeaders(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        json.WriteStartArray(name);
        foreach (var (header, value) in headers)
        {
            json.WriteStringValue(header + ": " + value);
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
