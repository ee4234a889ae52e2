namespace Ecommerce.Manifests.Tests;

public sealed class SampleManifestTests
{
    // The sample was printed by Aspire 13.3; of its images, 13.5.4 has another tag for this one alone.
    private const string OldBroker = "docker.io/confluentinc/confluent-local:8.1.1", Broker = "docker.io/confluentinc/confluent-local:8.2.0";

    [SampleFact]
    public async Task A_model_prints_the_manifest_that_Aspire_prints()
    {
        var sample = await File.ReadAllTextAsync(Repository.Sample);
        Assert.Contains(OldBroker, sample, StringComparison.Ordinal);

        Json.Equal(
            sample.Replace(OldBroker, Broker, StringComparison.Ordinal),
            await SampleApplication.PublishAsync(),
            "The manifest of the sample application is not Aspire's.");
    }
}
