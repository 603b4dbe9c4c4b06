using Rollcall.Scim.Calling;

namespace Rollcall.Server.Remote;

/// <summary>A line to a SCIM directory on which Entra ID's requests are sent, over HTTP as from any identity provider.</summary>
internal sealed class EntraLine : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly EntraWriter _writer;
    private readonly string _target;

    /// <summary>Opens it; nothing is sent yet.</summary>
    /// <param name="baseUrl">The directory's Base URL.</param>
    /// <param name="token">A token of it.</param>
    public EntraLine(Uri baseUrl, string token)
    {
        _target = baseUrl.GetLeftPart(UriPartial.Authority);
        _writer = new EntraWriter(new ScimClient(_http, new ScimClientOptions { BaseUrl = baseUrl, BearerToken = token }));
    }

    /// <summary>Sends requests. A refusal by SCIM is a good reply here: the server has answered.</summary>
    public async Task<Reply<T>> SendAsync<T>(Func<EntraWriter, Task<T>> send, CancellationToken ct)
    {
        try
        {
            return new Reply<T>.Good(await send(_writer));
        }
        catch (HttpRequestException away)
        {
            return new Reply<T>.Refused(NoAnswer.Of(away, _target));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Reply<T>.Refused(NoAnswer.Late(_target, _http.Timeout));
        }
    }

    public void Dispose() => _http.Dispose();
}
