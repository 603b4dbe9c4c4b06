namespace Rollcall.Server.Hosting;

/// <summary>Puts the options together: command line over environment over settings file over defaults. It gathers every fault before it says any.</summary>
internal sealed class OptionSources
{
    /// <summary>The settings file that is read from the data folder where no other is named.</summary>
    public const string FileName = "rollcall.json";

    /// <summary>The environment variable that names the settings file.</summary>
    public const string FileVariable = ServerKey.Prefix + "CONFIG";

    private readonly List<string> _faults = [];
    private ServerOptions _options = new();

    private OptionSources() { }

    /// <summary>Reads all sources.</summary>
    /// <param name="line">Options of the command line, by name.</param>
    /// <param name="environment">The environment's variables; only those that begin with <c>ROLLCALL__</c> are looked at.</param>
    /// <param name="file">The settings file that the command line names, or null.</param>
    public static OptionsReading Read(IReadOnlyDictionary<string, string> line, IReadOnlyDictionary<string, string> environment, string? file)
    {
        var sources = new OptionSources();
        var outer = sources.Environment(environment);
        foreach (var (name, value) in line)
        {
            outer[name] = ("--" + name, value);
        }

        var settings = sources.Settings(outer, file ?? environment.GetValueOrDefault(FileVariable));
        foreach (var key in ServerKey.All)
        {
            if (outer.TryGetValue(key.Name, out var said) || settings.TryGetValue(key.Name, out said))
            {
                sources.Set(key, said.Source, said.Value);
            }
        }

        sources.Together(outer.TryGetValue("store", out var store) || settings.TryGetValue("store", out store) ? store.Value : null);
        return sources._faults.Count == 0 ? new OptionsReading.Good(sources._options) : new OptionsReading.Bad(sources._faults);
    }

    private Dictionary<string, (string Source, string Value)> Environment(IReadOnlyDictionary<string, string> variables)
    {
        var found = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var (name, value) in variables.Where(static v => v.Key.StartsWith(ServerKey.Prefix, StringComparison.Ordinal) && v.Key != FileVariable).OrderBy(static v => v.Key))
        {
            if (ServerKey.All.FirstOrDefault(key => key.Variable == name) is { } key)
            {
                found[key.Name] = (name, value);
            }
            else
            {
                _faults.Add($"The environment sets {name}, which is no option.{Suggestion.Of(name, ServerKey.All.Select(k => k.Variable))}");
            }
        }

        return found;
    }

    private Dictionary<string, (string Source, string Value)> Settings(Dictionary<string, (string Source, string Value)> outer, string? named)
    {
        var folder = outer.TryGetValue("data", out var data) ? data.Value : _options.Data;
        var path = named ?? (string.IsNullOrWhiteSpace(folder) ? null : Path.Combine(folder, FileName));
        if (path is null || (named is null && !File.Exists(path)))
        {
            return [];
        }

        var found = SettingsFile.Read(path, _faults);
        if (named is null && found.Remove("data"))
        {
            _faults.Add($"{path} sets data, but lies in the data folder itself. Name the folder by --data or {ServerKey.Prefix}DATA, or the file by --config.");
        }

        return found;
    }

    private void Set(ServerKey key, string source, string value)
    {
        if (key.Set(_options, value) is { } next)
        {
            _options = next;
        }
        else
        {
            // A connection string may hold a password.
            var shown = key.Name == "postgres" ? "" : $" '{Shown(value)}'";
            _faults.Add($"{source} is{shown}{(shown.Length == 0 ? " not well formed" : "")}; it must be {key.Allowed}.");
        }
    }

    private void Together(string? store)
    {
        if (_options is { Store: StoreKind.Postgres, Postgres: null })
        {
            _faults.Add($"store is 'postgres', but no connection string is given; set --postgres or {ServerKey.Prefix}POSTGRES.");
        }

        if (store is not null && _options.Postgres is not null && store.Equals("sqlite", StringComparison.OrdinalIgnoreCase))
        {
            _faults.Add("store is 'sqlite', but a PostgreSQL connection string is given; leave one of the two out.");
        }

        if (_options is { CertificateKey: not null, Certificate: null })
        {
            _faults.Add("certificate-key is given without certificate; TLS needs both, or one file that holds both.");
        }

        foreach (var path in new[] { _options.Certificate, _options.CertificateKey }.OfType<string>().Where(static path => !File.Exists(path)))
        {
            _faults.Add($"There is no file {path}, which certificate or certificate-key names.");
        }

        if (_options.MetricsPort is > 0 and var port && port == _options.Port)
        {
            _faults.Add($"metrics-port is {port}, which is the port of the server itself; it must be another.");
        }
    }

    private static string Shown(string value) => value.Length > 80 ? value[..80] + "..." : value;
}
