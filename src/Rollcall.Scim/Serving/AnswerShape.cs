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
    public static ScimResult<AnswerShape> Read(ScimRequest request, ScimProfile profile)
    {
        // Entra ID reads every group with excludedAttributes=members: what is not loaded needs no removing, so no tree is built for it.
        if (request.Attributes is null && string.Equals(request.ExcludedAttributes, "members", StringComparison.OrdinalIgnoreCase))
        {
            return new AnswerShape(Projection.Whole(request.Type), Default(Projection.Whole(request.Type), profile) & ~Relations.Members, IsWhole: true);
        }

        return Projection.Parse(request.Attributes, request.ExcludedAttributes, request.Type).Map(projection => Of(projection, profile));
    }

    public static AnswerShape Of(Projection projection, ScimProfile profile) => new(projection, Default(projection, profile), projection.IsWhole);

    private static Relations Default(Projection projection, ScimProfile profile) =>
        (projection.NeedsMembers ? Relations.Members : Relations.None)
        | (projection.NeedsGroups || (profile.ReturnsGroups && !projection.HidesGroups) ? Relations.Groups : Relations.None);
}
