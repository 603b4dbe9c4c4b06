using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Hosting;

/// <summary>A refusal as the result of a handler: problem details with code and remedy.</summary>
/// <param name="status">The HTTP status, 400 to 599.</param>
/// <param name="code">A word or a finding's code.</param>
/// <param name="detail">What is so.</param>
/// <param name="remedy">What to do next.</param>
internal sealed class ProblemResult(int status, string code, string detail, string remedy) : IResult, IEndpointMetadataProvider
{
    /// <summary>After how many seconds a client may ask again; only with 429 and 503.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>The word or the finding's code.</summary>
    public string Code => code;

    /// <summary>What a request gets while the database is away.</summary>
    public static ProblemResult StoreAway { get; } = new(503, "storeAway", "The database does not answer.", "Try again in some seconds; /readyz says when it answers.")
    {
        RetryAfter = 5,
    };

    public static void PopulateMetadata(System.Reflection.MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(Problem), [Problem.MediaType]));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer realm=\"rollcall\"";
        }

        var problem = new Problem(status, ReasonPhrases.GetReasonPhrase(status), code, detail, remedy);
        return response.WriteAsJsonAsync(problem, ApiJson.Readable.Problem, Problem.MediaType, httpContext.RequestAborted);
    }
}
