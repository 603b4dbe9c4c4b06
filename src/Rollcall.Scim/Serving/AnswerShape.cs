using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>How much of a resource an answer shows, and so what must be loaded for it.</summary>
/// <param name="Projection">What is shown.</param>
/// <param name="Relations">What must be loaded.</param>
/// <param name="IsWhole">True where stored bytes are written as they are.</param>
internal sealed record AnswerShape(Projection Projection, Relations Relations, bool IsWhole)
{
    public static ScimResult<AnswerShape> Read(ScimRequest request, ScimProfile profile, bool answersWrite = false)
    {
        // Entra ID reads every group with excludedAttributes=members: what is not loaded needs no removing, so no tree is built for it.
        if (request.Attributes is null && string.Equals(request.ExcludedAttributes, "members", StringComparison.OrdinalIgnoreCase))
        {
            var whole = Of(Full(Projection.Whole(request.Target)), request.Target, profile);
            return whole with { Relations = whole.Relations & ~Relations.Members };
        }

        return Projection.Parse(request.Attributes, request.ExcludedAttributes, request.Target).Map(projection => Of(Full(projection), request.Target, profile));

        Projection Full(Projection projection) => answersWrite ? projection.ToWrite() : projection;
    }

    public static AnswerShape Of(Projection projection, ResourceType type, ScimProfile profile)
    {
        var showsGroups = projection.NeedsGroups
            || (profile.ReturnsGroups && !projection.HidesGroups && type.Schema.Find("groups") is not null);
        var relations = (projection.NeedsMembers ? Relations.Members : Relations.None) | (showsGroups ? Relations.Groups : Relations.None);
        return new AnswerShape(projection, relations, projection.IsWhole);
    }
}
