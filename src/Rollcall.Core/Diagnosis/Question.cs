using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>What is asked of the doctor.</summary>
public sealed record Question
{
    /// <summary>What the asker came with.</summary>
    public Symptom Symptom { get; init; }

    /// <summary>A userName, an address or a user's id, as it was typed; null where the question is about the account or a directory.</summary>
    public string? Asked { get; init; }

    /// <summary><see cref="Asked"/> as userNames are compared.</summary>
    public string? NameKey { get; init; }

    /// <summary>The subdomain that the client was given, where the asker knows it.</summary>
    public string? Subdomain { get; init; }

    /// <summary>The directory, where the question is about one.</summary>
    public RowKey? Directory { get; init; }
}
