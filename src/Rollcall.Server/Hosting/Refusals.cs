using Rollcall.Core.Words;

namespace Rollcall.Server.Hosting;

/// <summary>Refusals of the core as answers of HTTP.</summary>
internal static class Refusals
{
    /// <summary>The answer for a refusal.</summary>
    public static ProblemResult ToProblem(this Refusal refusal) => new(Status(refusal.Kind), refusal.Code, refusal.Sentence, refusal.Remedy);

    /// <summary>The answer for a value that is none of those allowed.</summary>
    public static ProblemResult NotAllowed(string property, string? value, string allowed) => new(
        400, "invalidValue", $"{property} is '{Shown(value)}'; it must be {allowed}.", $"Send {property} with one of these values, or leave it out where the reference says so.");

    /// <summary>The answer for something that is not there.</summary>
    public static ProblemResult Missing(string code, string sentence, string remedy) => new(404, code, sentence, remedy);

    private static int Status(RefusalKind kind) => kind switch
    {
        RefusalKind.Missing => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };

    // A refusal quotes what was sent, but neither a flood nor control characters.
    private static string Shown(string? text) => new([.. (text ?? "").Take(60).Select(static c => char.IsControl(c) ? '?' : c)]);
}
