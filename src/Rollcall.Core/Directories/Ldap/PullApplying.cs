using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Words;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>Carries out what a reading found, many changes a commit; others of the account write between.</summary>
internal sealed class PullApplying(Registrar registrar, LdapSettings settings, Origin origin)
{
    private const int Slice = 256;
    private readonly List<PullEntry> _refused = [];
    private readonly long _directory = settings.Directory.Value;

    /// <summary>What the roll refused, with its reason: nothing of these was changed.</summary>
    public IReadOnlyList<PullEntry> Refused => _refused;

    public async Task ApplyAsync(IEnumerable<PullStep> steps, CancellationToken ct)
    {
        foreach (var slice in Runs(steps))
        {
            ct.ThrowIfCancellationRequested();
            var outcomes = await Task.WhenAll(slice.Select(step => registrar.ApplyAsync(settings.Account, Operation(step)).AsTask()));
            foreach (var (step, outcome) in slice.Zip(outcomes))
            {
                Note(step, outcome);
            }
        }
    }

    /// <summary>Steps of a sort together: who is a member must be here before the group is.</summary>
    private static IEnumerable<List<PullStep>> Runs(IEnumerable<PullStep> steps)
    {
        var slice = new List<PullStep>(Slice);
        foreach (var step in steps)
        {
            if (slice.Count == Slice || (slice.Count > 0 && slice[0].GetType() != step.GetType()))
            {
                yield return slice;
                slice = new List<PullStep>(Slice);
            }

            slice.Add(step);
        }

        if (slice.Count > 0)
        {
            yield return slice;
        }
    }

    private RollOperation Operation(PullStep step) => step switch
    {
        PullStep.Create(var id, var document) => new CreateUser
        {
            Origin = origin, Directory = _directory, Kind = DirectoryKind.Ldap, Id = id, UserId = Guid.CreateVersion7(), Document = document, Facts = LdapPerson.FactsOf(document),
        },
        PullStep.Change(var id, var document) => Revise(id, _ => document),
        PullStep.Lose(var id) when settings.Removes => new DeleteUser
        {
            Origin = origin, Directory = _directory, Kind = DirectoryKind.Ldap, Id = id, KeepsUser = false, Facts = LdapPerson.FactsOf,
        },
        PullStep.Lose(var id) => Revise(id, LdapPerson.Inactive),
        PullStep.CreateGroup(var id, var ownId, var name, var members) => new CreateGroup
        {
            Origin = origin, Directory = _directory, Id = id, GroupId = Guid.CreateVersion7(), Document = LdapGroup.Write(name, ownId), Facts = LdapGroup.FactsOf(name, ownId),
            Members = [new MemberStep.Add(members)], RepeatedNames = true,
        },
        PullStep.ChangeGroup(var id, var ownId, var name, var added, var removed) => new ReviseGroup
        {
            Origin = origin, Directory = _directory, Id = id, RepeatedNames = true, IsPushed = false,
            Revise = name is null ? null : _ => new Revision.OfGroup(LdapGroup.Write(name, ownId), LdapGroup.FactsOf(name, ownId)),
            Members = [new MemberStep.Remove(removed), new MemberStep.Add(added)],
        },
        PullStep.LoseGroup(var id) => new DeleteGroup { Origin = origin, Directory = _directory, Id = id, IsPushed = false },
        _ => throw new InvalidOperationException("There is no such step."),
    };

    private ReviseUser Revise(Guid id, Func<byte[], byte[]> next) => new()
    {
        Origin = origin,
        Directory = _directory,
        Kind = DirectoryKind.Ldap,
        Id = id,
        Revise = document => next(document) is var after && after.AsSpan().SequenceEqual(document)
            ? Revision.Unchanged.Same
            : new Revision.OfUser(after, LdapPerson.FactsOf(document), LdapPerson.FactsOf(after)),
    };

    private void Note(PullStep step, Outcome outcome)
    {
        var reason = outcome switch
        {
            Outcome.Recorded or Outcome.Removed => null,
            Outcome.Missing => "It is here no more.",
            Outcome.Taken taken => $"Its {taken.Attribute} belongs to another record.",
            Outcome.UnknownMember unknown => $"Its member {unknown.Id} is here no more.",
            _ => outcome.GetType().Name,
        };
        if (reason is not null && _refused.Count < 1000)
        {
            _refused.Add(new PullEntry(NameOf(step), "refused", reason));
        }
    }

    private static string NameOf(PullStep step) => step switch
    {
        PullStep.Create(_, var document) => LdapPerson.FactsOf(document).Person.UserName,
        PullStep.Change(_, var document) => LdapPerson.FactsOf(document).Person.UserName,
        PullStep.CreateGroup(_, _, var name, _) => name,
        PullStep.ChangeGroup(var id, _, var name, _, _) => name ?? id.ToString(),
        PullStep.Lose(var id) => id.ToString(),
        PullStep.LoseGroup(var id) => id.ToString(),
        _ => "",
    };
}
