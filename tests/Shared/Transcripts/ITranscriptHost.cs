namespace Rollcall.Transcripts;

/// <summary>Where a transcript is played: the sample's store behind <c>MapScim</c>, or the whole server.</summary>
public interface ITranscriptHost
{
    /// <summary>The Base URL that the host shows its clients, without a slash at its end: <c>{base}</c> in a transcript.</summary>
    string BaseUrl { get; }

    /// <summary>Sends one request below the Base URL.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="watches">Whether the tolerances of the exchange are wanted.</param>
    Task<TranscriptAnswer> SendAsync(TranscriptRequest request, bool watches);

    /// <summary>What the host's User Directory says at a path below the account; null where it has none.</summary>
    Task<Answer?> ReadDirectoryAsync(string path);
}

/// <summary>One request of a transcript.</summary>
public sealed record TranscriptRequest(string Method, string Path, string? Body, IReadOnlyList<(string Name, string Value)> Headers);

/// <summary>What came of it; the tolerances as <c>code=count</c>, joined by commas, empty where there were none.</summary>
public sealed record TranscriptAnswer(Answer Answer, string Tolerated);
