using System.Buffers;
using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Serving;

/// <summary>What a provider answers, before it is written to any transport.</summary>
public sealed record ScimAnswer
{
    /// <summary>The most ids that an answer names for the host's journal.</summary>
    public const int MaxIds = 10;

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The <c>ETag</c> of the one resource answered, or null.</summary>
    public string? ETag { get; init; }

    /// <summary>The absolute URL of the one resource answered, or null.</summary>
    public string? Location { get; init; }

    /// <summary>Writes the body; null where the answer has none. It runs once, and reads nothing but memory.</summary>
    public Action<IBufferWriter<byte>>? Body { get; init; }

    /// <summary>The refusal that the body tells, or null.</summary>
    public ScimError? Error { get; init; }

    /// <summary>The ids of the resources answered, at most ten; for a host's journal.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>How many resources a list answer matched (its <c>totalResults</c>); null for other answers.</summary>
    public long? Total { get; init; }

    /// <summary>The transaction of a request that is completed later, for <c>Set-Txn</c>; null for other answers.</summary>
    public string? Transaction { get; init; }

    /// <summary>The media type of a body that is no SCIM document; null for those that are.</summary>
    public string? MediaType { get; init; }

    /// <summary>What became of each operation of a bulk request, in the client's order; null for other answers.</summary>
    public IReadOnlyList<Messages.BulkResult>? Operations { get; init; }

    /// <summary>True where the request changed the state of the store.</summary>
    public bool Changed { get; init; }

    /// <summary>A refusal with its body.</summary>
    public static ScimAnswer Refuse(ScimError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new ScimAnswer { Status = error.Status, Error = error, Body = output => Messages.ErrorBody.Write(output, error) };
    }
}
