using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Rollcall.Core.Access;
using Rollcall.Core.Events.Outbound;
using Rollcall.Scim.Messages.Events;

namespace Rollcall.Core.Events;

/// <summary>Sends one event to one receiver, signed as the receiver expects it.</summary>
public sealed class Delivery(OutboundClient client, EventKeys keys, SecretSeal seal, EventOptions options, TimeProvider time)
{
    private const int LongestError = 300;

    /// <summary>Tries once. Whatever the receiver or the network does is an outcome.</summary>
    public async Task<DeliveryOutcome> SendAsync(ReceiverRow receiver, SecurityEvent told, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(told);
        var secret = receiver.Secret is null ? null : seal.Open(receiver.Secret, receiver.SecretPlace);
        if (receiver.Secret is not null && secret is null)
        {
            return new DeliveryOutcome.Failed(null, "The receiver's secret cannot be opened: the key ring has not its key.", null, IsFinal: false);
        }

        try
        {
            using var request = receiver.Kind == ReceiverKind.Webhook ? Webhook(receiver, told, secret!) : Push(receiver, told, secret);
            return Judge(receiver, await client.SendAsync(request, options.AttemptTime, ct));
        }
        catch (Exception failure) when (failure is OutboundRefusedException or TimeoutException)
        {
            return new DeliveryOutcome.Failed(null, failure.Message, null, IsFinal: false);
        }
        catch (HttpRequestException failure)
        {
            return new DeliveryOutcome.Failed(null, Clean("There was no answer: " + failure.Message), null, IsFinal: false);
        }
    }

    /// <summary>A token of an account, as a receiver that polls gets it.</summary>
    public string Token(ReceiverRow receiver, SecurityEvent told)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        return SetToken.Sign(told, keys.SignerOf(receiver.Account));
    }

    private HttpRequestMessage Push(ReceiverRow receiver, SecurityEvent told, Secret? bearer)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(Token(receiver, told)));
        content.Headers.ContentType = new MediaTypeHeaderValue(SetToken.MediaType);
        var request = new HttpRequestMessage(HttpMethod.Post, receiver.Url) { Content = content };
        request.Headers.Accept.ParseAdd("application/json");
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer.Reveal());
        }

        return request;
    }

    private HttpRequestMessage Webhook(ReceiverRow receiver, SecurityEvent told, Secret secret)
    {
        var body = WebhookBody.Of(told);
        var seconds = time.GetUtcNow().ToUnixTimeSeconds();
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, receiver.Url) { Content = content };
        request.Headers.Add("webhook-id", told.Id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(secret.Reveal(), told.Id, seconds, body));
        return request;
    }

    private DeliveryOutcome Judge(ReceiverRow receiver, OutboundAnswer answer)
    {
        if (answer.Status is >= 200 and < 300)
        {
            return new DeliveryOutcome.Taken(answer.Status);
        }

        var error = receiver.Kind == ReceiverKind.Push && SetError.Read(answer.Body) is { } said
            ? Clean(string.Create(CultureInfo.InvariantCulture, $"The receiver answered {answer.Status}: {said.Code}: {said.Description}"))
            : string.Create(CultureInfo.InvariantCulture, $"The receiver answered {answer.Status}{(answer.Status is >= 300 and < 400 ? "; redirects are not followed" : "")}.");
        return new DeliveryOutcome.Failed(answer.Status, error, Wait(answer.RetryAfter), IsFinal: answer.Status == 410);
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date && date > time.GetUtcNow() ? date - time.GetUtcNow() : null);

    // What a stranger wrote goes to screens.
    private static string Clean(string text) => new([.. text.Take(LongestError).Select(static c => char.IsControl(c) ? ' ' : c)]);
}
