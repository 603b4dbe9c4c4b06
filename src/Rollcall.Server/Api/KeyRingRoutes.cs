using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>The key ring of the installation.</summary>
internal static class KeyRingRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var operate = new Demand.Here(Right.Operate);
        api.MapGet("/key-ring", ListAsync).WithMetadata(operate).WithName("listRingKeys").WithSummary("The keys that sign access tokens and seal secrets, without the keys themselves.");
        api.MapPost("/key-ring/rotate", RotateAsync).WithMetadata(operate).WithName("rotateKeyRing").WithSummary("Makes a new key the one in use; sealed secrets are sealed anew in the background.");
        api.MapDelete("/key-ring/{key}", DropAsync).WithMetadata(operate).WithName("dropRingKey").WithSummary("Forgets a retired key; refused while a secret is sealed by it.");
    }

    private static async Task<Ok<RingKeyList>> ListAsync(KeyRingDesk desk, CancellationToken ct) => TypedResults.Ok(new RingKeyList([.. (await desk.ListAsync(ct)).Select(Of)]));

    private static async Task<Results<Ok<RingKeyView>, ProblemResult>> RotateAsync(Visit visit, KeyRingDesk desk) =>
        (await desk.RotateAsync(visit.Origin(200))).Match<Results<Ok<RingKeyView>, ProblemResult>>(static key => TypedResults.Ok(Of(key)), static refused => refused.ToProblem());

    private static async Task<Results<Ok<RingKeyView>, ProblemResult>> DropAsync(string key, Visit visit, KeyRingDesk desk, CancellationToken ct)
    {
        if (!ulong.TryParse(key, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
        {
            return Refusals.Missing("ring-key-unknown", "The key ring has no such key.", "List them with 'rollcall key-ring list'.");
        }

        var outcome = await desk.DropAsync(id, visit.Origin(200), ct);
        return outcome.Match<Results<Ok<RingKeyView>, ProblemResult>>(static dropped => TypedResults.Ok(Of(dropped)), static refused => refused.ToProblem());
    }

    private static RingKeyView Of(RingKeyFacts key) => new(
        key.Id.ToString("x16", CultureInfo.InvariantCulture), key.Retired is null ? "inUse" : "retired", key.Created, key.Retired, key.Sealed);
}
