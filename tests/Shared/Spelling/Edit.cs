using System.Text.Json.Nodes;
using CsCheck;

namespace Rollcall.Spelling;

/// <summary>One assignment, and which of its spellings is meant.</summary>
/// <param name="Place">One of the model's places.</param>
/// <param name="Choice">Which value: 0 clears.</param>
/// <param name="Spelling">Which spelling, modulo how many there are.</param>
public sealed record Edit(string Place, int Choice, int Spelling)
{
    /// <summary>Requests of one to four assignments each.</summary>
    public static Gen<Edit[][]> Requests(int longest) =>
        Gen.Select(Gen.Int[0, PersonModel.Places.Count - 1], Gen.Int[0, 3], Gen.Int[0, 9999])
            .Select(static (place, choice, spelling) => new Edit(PersonModel.Places[place], choice, spelling)).Array[1, 4].Array[1, longest];

    public JsonNode? Value => (Place, Choice) switch
    {
        ("active", _) => Choice % 2 == 0,
        (_, 0) => null,
        _ when PersonModel.IsAddress(Place) => $"a{Choice}@x.example",
        _ => $"v{Choice}",
    };

    /// <summary>Makes the assignments in the model; gives the PATCH that should do the same.</summary>
    public static string Patch(PersonModel model, IEnumerable<Edit> edits)
    {
        var operations = new JsonArray();
        foreach (var edit in edits)
        {
            var spellings = Spellings.Of(model, edit.Place, edit.Value);
            operations.Add(spellings[edit.Spelling % spellings.Count]);
            model.Assign(edit.Place, edit.Value);
        }

        return new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"), ["Operations"] = operations }.ToJsonString();
    }
}
