using System.Net;
using Rollcall.Core.Access;
using Rollcall.Core.Directories.Ldap.Tables;
using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>Carries out runs: reads the whole directory, judges what would change, and only then changes it (product rule 15).</summary>
/// <param name="store">Where runs are kept.</param>
/// <param name="registrar">Who alone writes users.</param>
/// <param name="seal">Opens the password.</param>
/// <param name="allows">Whether a connection may go to an address of a host; the operator decides.</param>
/// <param name="time">The clock.</param>
public sealed class Puller(Store store, Registrar registrar, SecretSeal seal, Func<string, IPAddress, bool> allows, TimeProvider time)
{
    private static readonly TimeSpan s_tell = TimeSpan.FromSeconds(1);

    /// <summary>Carries out a run that was asked for; answers it as it ended.</summary>
    public async Task<PullRun> RunAsync(PullRun asked, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (asked.State != PullState.Asked)
        {
            return await EndAsync(Failed(asked, LdapFault.Vanished, "Rollcall was stopped while it ran; what it had changed stays, and the next run goes on."), []);
        }

        var run = asked with { State = PullState.Reading };
        if (await BeginAsync(run) is not { } settings)
        {
            return await EndAsync(Failed(asked, LdapFault.Refused, "The directory has no settings."), []);
        }

        using var spool = new PullSpool();
        var told = time.GetTimestamp();
        var reading = new PullReading(store, settings, spool, counts =>
        {
            if (time.GetElapsedTime(told) > s_tell)
            {
                told = time.GetTimestamp();
                _ = SaveAsync(run with { Counts = counts });
            }
        });
        try
        {
            await ReadAsync(settings, reading, ct);
        }
        catch (LdapException failure)
        {
            return await EndAsync(Failed(run, failure.Fault, failure.Message) with { Counts = Seen(reading.Counts) }, []);
        }

        return await JudgeAsync(run with { Counts = reading.Counts }, settings, reading, spool, ct);
    }

    private async Task<PullRun> JudgeAsync(PullRun run, LdapSettings settings, PullReading reading, PullSpool spool, CancellationToken ct)
    {
        var present = await store.ReadAsync((s, c) => RecordReader.TotalAsync(s, run.Account, run.Directory.Value, Words.RecordType.User, c), ct);
        if (run.Counts.Users == 0 && present > 0)
        {
            return await EndAsync(Failed(run, LdapFault.Empty, $"The directory answered with no user at all, while {present} are here; nobody was removed."), reading.Notes);
        }

        if (run.IsDry)
        {
            return await EndAsync(run with { State = PullState.Dry, Sentence = settings.Rails.Judge(run.Counts, null) is { } reason ? $"It would be held: {reason}." : null }, reading.Notes);
        }

        var released = run.Releases is { } held ? await store.ReadAsync((s, c) => PullRunsTable.FindAsync(s, run.Account, held, c), ct) : null;
        if (settings.Rails.Judge(run.Counts, released?.Counts) is { } beyond)
        {
            return await EndAsync(run with { State = PullState.Held, Sentence = $"Nothing was changed: {beyond}." }, reading.Notes);
        }

        run = await SaveAsync(run with { State = PullState.Applying });
        var applying = new PullApplying(registrar, settings, new Origin { Actor = "ldap", Directory = run.Directory.Value, Verb = "PULL", Route = $"/pulls/{run.Key}", Status = 0 });
        await applying.ApplyAsync(spool.Read(), ct);
        return await EndAsync(run with { State = PullState.Done, Counts = run.Counts with { Skipped = run.Counts.Skipped + applying.Refused.Count } }, [.. applying.Refused, .. reading.Notes]);
    }

    private async Task ReadAsync(LdapSettings settings, PullReading reading, CancellationToken ct)
    {
        if (settings.Secret is null || seal.Open(settings.Secret, settings.SecretPlace) is not { } password)
        {
            throw new LdapException(LdapFault.BadCredentials, "There is no password for this server: it is cleared when the server is changed, and lost with a key ring that is not restored.");
        }

        var server = new LdapServer(settings.Host, settings.Port, settings.Protection) { Roots = settings.Roots is { } pem ? LdapCertificates.Read(pem) ?? [] : [], Allows = allows };
        await using var connection = await LdapConnection.OpenAsync(server, ct);
        await connection.BindAsync(settings.BindName, password.Reveal(), ct);
        await reading.ReadAsync(connection, ct);
    }

    /// <summary>Of a reading that did not end only what was read counts: it would have changed nothing.</summary>
    private static PullCounts Seen(PullCounts counts) => new() { Users = counts.Users, Groups = counts.Groups, Skipped = counts.Skipped };

    private static PullRun Failed(PullRun run, LdapFault fault, string sentence) => run with { State = PullState.Failed, Fault = fault, Sentence = LdapPerson.Clean(sentence) };

    private Task<PullRun> EndAsync(PullRun run, IReadOnlyList<PullEntry> entries)
    {
        var over = run with { Ended = time.GetUtcNow() };
        return WriteAsync(over, [PullRunsTable.Save(over), .. entries.Count > 0 ? [PullRunsTable.SaveEntries(over, entries)] : Array.Empty<Step>()]);
    }

    private Task<PullRun> SaveAsync(PullRun run) => WriteAsync(run, [PullRunsTable.Save(run)]);

    /// <summary>Notes that the run has begun; answers the settings as they are then, or null.</summary>
    private Task<LdapSettings?> BeginAsync(PullRun run) => store.WriteAsync(
        run.Account,
        0,
        async (session, grant, ct) =>
        {
            if (await LdapSettingsTable.FindAsync(session, run.Account, run.Directory, ct) is not { } settings)
            {
                return null;
            }

            await session.RunAsync([PullRunsTable.Save(run), LdapSettingsTable.Save(settings with { LastBegan = grant.Now })], ct);
            return settings;
        },
        journalRows: 0,
        settings: false);

    private Task<PullRun> WriteAsync(PullRun run, IReadOnlyList<Step> steps) => store.WriteAsync(
        run.Account,
        0,
        async (session, _, ct) =>
        {
            await session.RunAsync(steps, ct);
            return run;
        },
        journalRows: 0,
        settings: false);
}
