using System.Text;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Messages.Events;

namespace Rollcall.Scim.Serving;

/// <summary>Answers asynchronous requests, and the question what became of them.</summary>
public static class AsyncAnswers
{
    /// <summary>The path below the base URL at which the outcome of a transaction is read.</summary>
    public const string Endpoint = "/AsyncResults";

    /// <summary>Runs a request as long as its client would wait, and hands it to the keeper where that is not enough.</summary>
    /// <param name="provider">Answers it.</param>
    /// <param name="keeper">Takes it.</param>
    /// <param name="scope">What it works with, for longer than the HTTP request.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="wait">How long the client waits for the usual answer (RFC 7240 section 4.3); zero for not at all.</param>
    /// <param name="ct">The client has gone; a request that has begun is completed all the same.</param>
    public static async Task<ScimAnswer> AnswerAsync(
        ScimProvider provider, IAsyncKeeper keeper, ScimScope scope, ScimRequest request, TimeSpan wait, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(keeper);
        ArgumentNullException.ThrowIfNull(scope);
        var asked = new AsyncRequest(provider, scope, request);
        if (wait > TimeSpan.Zero && await IsDoneAsync(asked.AnswerAsync(), wait, ct).ConfigureAwait(false))
        {
            return await asked.AnswerAsync().ConfigureAwait(false);
        }

        return await keeper.TakeAsync(asked, ct).ConfigureAwait(false)
            ? new ScimAnswer { Status = 202, Transaction = asked.Transaction, Location = scope.BaseText + Endpoint + "/" + asked.Transaction }
            : await asked.AnswerAsync().ConfigureAwait(false);
    }

    /// <summary>The token of completion, or of a bulk request all of them as an answer to a poll has them; 202 while it runs, 404 where it is unknown.</summary>
    public static async Task<ScimAnswer> StatusAsync(IAsyncKeeper keeper, ScimScope scope, string transaction, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(keeper);
        ArgumentNullException.ThrowIfNull(transaction);
        if (await keeper.FindAsync(scope, transaction, ct).ConfigureAwait(false) is not { } status)
        {
            return ScimAnswer.Refuse(new ScimError(404, null, "There is no asynchronous request of this transaction, or its outcome is not kept any more."));
        }

        return status.Tokens switch
        {
            null => new ScimAnswer { Status = 202, Transaction = transaction },
            [var one] => Text(one.Token, SetToken.MediaType),
            var several => Text(new PollResponse(several, MoreAvailable: false).ToJson().ToJsonString(), "application/json"),
        };
    }

    private static ScimAnswer Text(string text, string mediaType) => new()
    {
        Status = 200,
        MediaType = mediaType,
        Body = output => Encoding.UTF8.GetBytes(text, output),
    };

    private static async Task<bool> IsDoneAsync(Task<ScimAnswer> answer, TimeSpan wait, CancellationToken ct)
    {
        try
        {
            await answer.WaitAsync(wait, ct).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException) when (!answer.IsCompleted)
        {
            return false;
        }
        catch (OperationCanceledException) when (!answer.IsCompleted)
        {
            return false;
        }
    }
}
