using Npgsql;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Tests.Storage;

/// <summary>A PostgreSQL of several hosts: the one that is a primary is found, and settings that lose writes are told.</summary>
public sealed class HostsTests
{
    private const string NobodyListens = "127.0.0.1:1";

    [Fact]
    public async Task Hosts_that_do_not_answer_are_passed_over()
    {
        Assert.SkipUnless(TestStore.HasPostgres, "There is no PostgreSQL.");
        await using var bench = await TestStore.OpenAsync("postgres", static options => With(options, static settings => settings.TargetSessionAttributes = "primary"));
        Assert.True(await bench.Store.AnswersAsync(TestContext.Current.CancellationToken));
        Assert.Contains("synchronous_standby_names", bench.Store.Weakness, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_that_does_not_wait_for_the_disk_is_told()
    {
        Assert.SkipUnless(TestStore.HasPostgres, "There is no PostgreSQL.");
        await using var bench = await TestStore.OpenAsync("postgres", static options => With(options, static settings => settings.Options = "-c synchronous_commit=off"));
        Assert.Contains("synchronous_commit is off", bench.Store.Weakness, StringComparison.Ordinal);
        await using var sound = await TestStore.OpenAsync("postgres");
        Assert.Null(sound.Store.Weakness);
    }

    private static StoreOptions With(StoreOptions options, Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.Postgres);
        settings.Host = $"{NobodyListens},{settings.Host}:{settings.Port}";
        change(settings);
        return options with { Postgres = settings.ConnectionString };
    }
}
