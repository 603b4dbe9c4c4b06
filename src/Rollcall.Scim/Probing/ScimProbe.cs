using System.Security.Cryptography;
using System.Text.Json;
using Rollcall.Scim.Calling;

namespace Rollcall.Scim.Probing;

/// <summary>
/// Tests any SCIM 2.0 server by its answers. It works with users and groups of its own, whose names begin with <c>rollcall-probe-</c>, and deletes them
/// after each rule, also when the run is cancelled. It reads and changes nothing else.
/// </summary>
public static class ScimProbe
{
    /// <summary>Runs the rules, one after the other.</summary>
    /// <param name="wire">The connection to the server.</param>
    /// <param name="options">What is run.</param>
    /// <param name="progress">Is told each result as it comes; null for nobody.</param>
    /// <param name="ct">Stops after the present request; what was created is deleted first.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Task<ProbeReport> RunAsync(WireClient wire, ProbeOptions options, IProgress<ProbeResult>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wire);
        ArgumentNullException.ThrowIfNull(options);

        // Away from whatever context the caller has, so that no rule need think of it.
        return Task.Run(() => ProbeAsync(wire, options, progress, ct), ct);
    }

    private static async Task<ProbeReport> ProbeAsync(WireClient wire, ProbeOptions options, IProgress<ProbeResult>? progress, CancellationToken ct)
    {
        var report = new ProbeReport
        {
            Target = wire.BaseUrl.GetLeftPart(UriPartial.Path),
            Profile = options.Profile,
            Started = options.Clock.GetUtcNow(),
        };
        var start = options.Clock.GetTimestamp();
        var (facts, refusal) = await ServerFacts.ReadAsync(wire, ct);
        if (facts is null)
        {
            return report with { CouldNotRun = refusal };
        }

        var prefix = $"rollcall-probe-{RandomNumberGenerator.GetHexString(8, lowercase: true)}-";
        var litter = new Litter(wire, prefix);
        var results = new List<ProbeResult>();
        IReadOnlyList<string> left = [];
        try
        {
            foreach (var rule in ProbeRules.Chosen(options))
            {
                var name = $"{prefix}{rule.Id[2..]}-";
                var result = await TryAsync(rule, new Conversation(wire, facts, options, litter, name, ct), options.Clock);
                results.Add(result);
                progress?.Report(result);
                await litter.ClearAsync(ct);
            }
        }
        finally
        {
            left = await litter.SweepAsync(CancellationToken.None);
        }

        return report with { Results = results, LeftBehind = left, Elapsed = options.Clock.GetElapsedTime(start) };
    }

    private static async Task<ProbeResult> TryAsync(ProbeRule rule, Conversation conversation, TimeProvider clock)
    {
        var start = clock.GetTimestamp();
        Verdict verdict;
        try
        {
            await rule.Check(conversation);
            verdict = new Verdict.Passed();
        }
        catch (RuleEnded ended)
        {
            verdict = ended.Verdict;
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException or JsonException)
        {
            verdict = new Verdict.Failed("The answer has a form that no rule foresaw: " + exception.Message);
        }

        return new ProbeResult(rule, verdict, conversation.Exchanges, clock.GetElapsedTime(start));
    }
}
