using System.Text.RegularExpressions;
using Ecommerce.Testing;

namespace Ecommerce.Clusters.Tests;

/// <summary>Whoever is on call may do what the runbooks ask for.</summary>
public sealed partial class RunbookRightTests
{
    /// <summary>What a word of kubectl asks of the API server.</summary>
    private static readonly Dictionary<string, string[]> Verbs = new(StringComparer.Ordinal)
    {
        ["get"] = ["get", "list"], ["describe"] = ["get", "list"], ["annotate"] = ["get", "patch"], ["patch"] = ["get", "patch"],
        ["scale"] = ["get", "patch"], ["delete"] = ["get", "delete"],
    };

    private static readonly Dictionary<string, (string Group, string Resource)> Kinds = new(StringComparer.Ordinal)
    {
        ["pods"] = ("", "pods"), ["pod"] = ("", "pods"), ["events"] = ("", "events"), ["pvc"] = ("", "persistentvolumeclaims"),
        ["jobs"] = ("batch", "jobs"), ["job"] = ("batch", "jobs"), ["cronjob"] = ("batch", "cronjobs"),
        ["deployment"] = ("apps", "deployments"), ["hpa"] = ("autoscaling", "horizontalpodautoscalers"),
        ["cluster"] = ("postgresql.cnpg.io", "clusters"), ["backup"] = ("postgresql.cnpg.io", "backups"),
        ["backups"] = ("postgresql.cnpg.io", "backups"), ["scheduledbackups"] = ("postgresql.cnpg.io", "scheduledbackups"),
        ["certificate"] = ("cert-manager.io", "certificates"), ["externalsecret"] = ("external-secrets.io", "externalsecrets"),
    };

    public static IEnumerable<(string Runbook, string Command)> Commands
        => from file in Directory.EnumerateFiles(Repository.PathOf("docs", "runbooks"), "*.md")
           from match in Command().Matches(File.ReadAllText(file))
               // In the shop's namespace: the platform's are others' business.
           where !match.Groups[1].Value.Contains("-n ", StringComparison.Ordinal)
               || match.Groups[1].Value.Contains("-n ecommerce ", StringComparison.Ordinal)
           select (Path.GetFileName(file), match.Groups[1].Value);

    [KubectlFact]
    public void Operators_may_run_every_command_of_the_runbooks()
    {
        var manifest = Kustomize.Build("overlays/production");
        var rules = manifest.OfKind("RoleBinding").Where(binding => binding.Root.Each("subjects")
                .Any(subject => subject.Text("name") == "ecommerce:operators"))
            .SelectMany(binding => manifest.Get("Role", binding.Root.Text("roleRef.name")!).Root.Each("rules")).ToList();

        Assert.NotEmpty(Commands);
        Assert.Empty(from command in Commands
                     from need in Needs(command.Command)
                     where !rules.Any(rule => Has(rule, "apiGroups", need.Group) && Has(rule, "resources", need.Resource)
                        && Has(rule, "verbs", need.Verb))
                     select $"{command.Runbook}: {command.Command} needs {need.Verb} {need.Resource} of '{need.Group}'");
    }

    private static bool Has(JsonNode rule, string list, string value) => rule.Each(list).Any(one => $"{one}" == value);

    private static IEnumerable<(string Group, string Resource, string Verb)> Needs(string command)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("-n" or "ecommerce")).ToList();
        switch (words[0])
        {
            case "logs":
                yield return ("", "pods/log", "get");
                break;
            case "debug":
                yield return ("", "pods/ephemeralcontainers", "patch");
                yield return ("", "pods/attach", "create");
                break;
            case "rollout":
                yield return ("apps", "deployments", words[1] is "restart" or "undo" ? "patch" : "get");
                break;
            case "create" when words[1] == "job":
                yield return ("batch", "jobs", "create");
                yield return ("batch", "cronjobs", "get");
                break;
            case "create":
                yield return ("postgresql.cnpg.io", "backups", "create");
                break;
            default:
                foreach (var kind in words[1].Split('/')[0].Split(','))
                    foreach (var verb in Verbs[words[0]])
                        yield return (Kinds[kind].Group, Kinds[kind].Resource, verb);
                break;
        }
    }

    [GeneratedRegex("`kubectl ([^`]+)`")]
    private static partial Regex Command();
}
