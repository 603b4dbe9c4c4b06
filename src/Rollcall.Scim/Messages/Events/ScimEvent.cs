using System.Text.Json.Nodes;

namespace Rollcall.Scim.Messages.Events;

/// <summary>One event of RFC 9967: a URI with its payload.</summary>
public abstract record ScimEvent
{
    private ScimEvent()
    {
    }

    /// <summary>The event's URI, as in <see cref="EventUris"/>.</summary>
    public abstract string Uri { get; }

    /// <summary>The resource joined the feed.</summary>
    public sealed record Added : ScimEvent
    {
        /// <inheritdoc/>
        public override string Uri => EventUris.FeedAdd;
    }

    /// <summary>The resource left the feed and still exists; never sent beside a deletion.</summary>
    public sealed record Left : ScimEvent
    {
        /// <inheritdoc/>
        public override string Uri => EventUris.FeedRemove;
    }

    /// <summary>The resource was created.</summary>
    /// <param name="Content">What is told of it.</param>
    /// <param name="Version">The ETag afterwards, or null.</param>
    public sealed record Created(EventContent Content, string? Version = null) : ScimEvent
    {
        /// <inheritdoc/>
        public override string Uri => Content is EventContent.Full ? EventUris.CreateFull : EventUris.CreateNotice;
    }

    /// <summary>The resource was changed in part.</summary>
    /// <param name="Content">What is told of it.</param>
    /// <param name="Version">The ETag afterwards, or null.</param>
    public sealed record Patched(EventContent Content, string? Version = null) : ScimEvent
    {
        /// <inheritdoc/>
        public override string Uri => Content is EventContent.Full ? EventUris.PatchFull : EventUris.PatchNotice;
    }

    /// <summary>The resource was replaced.</summary>
    /// <param name="Content">What is told of it.</param>
    /// <param name="Version">The ETag afterwards, or null.</param>
    public sealed record Replaced(EventContent Content, string? Version = null) : ScimEvent
    {
        /// <inheritdoc/>
        public override string Uri => Content is EventContent.Full ? EventUris.PutFull : EventUris.PutNotice;
    }

    /// <summary>The resource was deleted.</summary>
    public sealed record Deleted : ScimEvent
    {
        /// <inheritdoc/>
        public override string Uri => EventUris.Delete;
    }

    /// <summary>The resource became active.</summary>
    public sealed record Activated : ScimEvent
    {
        /// <inheritdoc/>
        public override string Uri => EventUris.Activate;
    }

    /// <summary>The resource became inactive: its subject should have no session any more.</summary>
    public sealed record Deactivated : ScimEvent
    {
        /// <inheritdoc/>
        public override string Uri => EventUris.Deactivate;
    }

    /// <summary>An asynchronous request was completed; the token's <c>txn</c> is the one that its <c>Set-Txn</c> told.</summary>
    /// <param name="Result">What became of it.</param>
    public sealed record Completed(BulkResult Result) : ScimEvent
    {
        /// <inheritdoc/>
        public override string Uri => EventUris.AsyncResponse;
    }

    /// <summary>An event that is none of RFC 9967's; a receiver may pass it over.</summary>
    /// <param name="Name">Its URI.</param>
    /// <param name="Payload">Its payload.</param>
    public sealed record Other(string Name, JsonObject Payload) : ScimEvent
    {
        /// <inheritdoc/>
        public override string Uri => Name;
    }
}
