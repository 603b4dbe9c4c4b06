using System.Text.Json.Nodes;
using CsCheck;
using Rollcall.Scim.Patching;
using Rollcall.Scim.Resources;
using Rollcall.Spelling;

namespace Rollcall.Scim.Tests.Patching;

/// <summary>However a change is written, it makes the same document: the one that a naive model makes by assignment.</summary>
public sealed class SpellingTests
{
    [Fact]
    public void Random_sequences_make_what_the_model_makes_and_PUT_makes_it_in_one() => Edit.Requests(6).Sample(
        requests =>
        {
            var model = new PersonModel("babs");
            var document = model.Document();
            foreach (var edits in requests)
            {
                var body = Edit.Patch(model, edits);
                document = Samples.Patch(body, Samples.User, ScimProfile.Entra).Ok().Document!(document).Ok();
                Assert.True(ScimEquality.Same(model.Document(), document), $"{body}\nmodel  {model.Document().ToJsonString()}\nengine {document.ToJsonString()}");
            }

            var put = PutPlan.From(Samples.Read(model.Document().ToJsonString(), Samples.User, ScimProfile.Entra).Ok(), Samples.User, ScimProfile.Entra);
            Assert.True(ScimEquality.Same(model.Document(), put.Document!(new PersonModel("babs").Document()).Ok()));
        },
        iter: Effort.Of(5000));

    /// <summary>Each spelling at least once, from a full document and from an empty one.</summary>
    [Fact]
    public void Every_spelling_of_every_change_makes_the_same_document()
    {
        var count = 0;
        foreach (var place in PersonModel.Places)
        {
            foreach (var (from, to) in new[] { (0, 1), (1, 2), (1, 1), (1, 0), (0, 0) })
            {
                var spellings = Spellings.Of(Model(place, from), place, new Edit(place, to, 0).Value);
                for (var i = 0; i < spellings.Count; i++)
                {
                    var model = Model(place, from);
                    var before = model.Document();
                    var body = Edit.Patch(model, [new Edit(place, to, i)]);
                    var after = Samples.Patch(body, Samples.User, ScimProfile.Entra).Ok().Document is { } plan ? plan(before).Ok() : before;
                    Assert.True(ScimEquality.Same(model.Document(), after), $"{body}\nmodel  {model.Document().ToJsonString()}\nengine {after.ToJsonString()}");
                    count++;
                }
            }
        }

        Assert.True(count > 500, $"{count}");
    }

    private static PersonModel Model(string place, int choice)
    {
        var model = new PersonModel("babs");
        foreach (var other in PersonModel.Places)
        {
            model.Assign(other, new Edit(other, other == place ? choice : 3, 0).Value);
        }

        return model;
    }
}
