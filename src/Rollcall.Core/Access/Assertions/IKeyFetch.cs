namespace Rollcall.Core.Access.Assertions;

/// <summary>Gets a document of an issuer: its discovery document or its keys. Over HTTPS in the server; by hand in tests.</summary>
public interface IKeyFetch
{
    /// <summary>The document, or null where there was no good answer in time.</summary>
    ValueTask<ReadOnlyMemory<byte>?> GetAsync(Uri url, CancellationToken ct);
}
