using System.Globalization;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Messages;
using Rollcall.Scim.Messages.Events;

namespace Rollcall.Scim.Serving;

/// <summary>A request that is completed after it was answered 202.</summary>
public sealed class AsyncRequest
{
    private readonly Lazy<Task<ScimAnswer>> _answer;
    private readonly ScimRequest _request;

    internal AsyncRequest(ScimProvider provider, ScimScope scope, ScimRequest request)
    {
        Scope = scope;
        _request = request;
        _answer = new Lazy<Task<ScimAnswer>>(() => provider.AnswerAsync(scope, request, CancellationToken.None));
    }

    /// <summary>The transaction, which <c>Set-Txn</c> told the client and the tokens of completion name.</summary>
    public string Transaction { get; } = Guid.CreateVersion7().ToString("N");

    /// <summary>What it works with.</summary>
    public ScimScope Scope { get; }

    /// <summary>The answer that the request would have got; it begins with the first call and runs once.</summary>
    internal Task<ScimAnswer> AnswerAsync() => _answer.Value;

    /// <summary>Runs it, once however often called.</summary>
    /// <param name="now">Tells when it was completed.</param>
    /// <returns>
    /// The events of completion, unsigned and for no audience yet; a bulk request has one for each operation, whose transaction ends in its place in the
    /// request (RFC 9967 section 2.5.1.2). Their issuer is the scope's base URL.
    /// </returns>
    /// <exception cref="Exception">The store's own, where it cannot be reached; <see cref="Failed"/> tells that.</exception>
    public async Task<IReadOnlyList<SecurityEvent>> RunAsync(Func<DateTimeOffset> now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var answer = await AnswerAsync().ConfigureAwait(false);
        if (answer.Operations is not { } operations)
        {
            return [Event(Result(answer), Transaction, now())];
        }

        return [.. operations.Select((result, i) => Event(result, Transaction + ":" + i.ToString(CultureInfo.InvariantCulture), now()))];
    }

    /// <summary>The event of a request that could not be run to its end.</summary>
    public SecurityEvent Failed(ScimError error, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(error);
        return Event(Result(ScimAnswer.Refuse(error)), Transaction, now);
    }

    private BulkResult Result(ScimAnswer answer) => new()
    {
        Method = _request.Operation switch
        {
            ScimOperation.Create or ScimOperation.Bulk => "POST",
            ScimOperation.Replace => "PUT",
            ScimOperation.Patch => "PATCH",
            _ => "DELETE",
        },
        Status = answer.Status,
        Version = answer.ETag,
        Location = answer.Location,
        Error = answer.Error,
    };

    private SecurityEvent Event(BulkResult result, string transaction, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7().ToString("N"),
        Issuer = Scope.BaseText,
        IssuedAt = now,
        Transaction = transaction,
        Subject = new EventSubject { Uri = Subject(result) },
        Events = [new ScimEvent.Completed(result)],
    };

    /// <summary>The path below the base URL; of a resource that was not made, its collection.</summary>
    private string Subject(BulkResult result)
    {
        if (result.Location is { } location && location.StartsWith(Scope.BaseText, StringComparison.Ordinal))
        {
            return location[Scope.BaseText.Length..];
        }

        var endpoint = _request.Type?.Endpoint ?? "/Bulk";
        return _request.Id.Length == 0 ? endpoint : endpoint + "/" + Uri.EscapeDataString(_request.Id);
    }
}
