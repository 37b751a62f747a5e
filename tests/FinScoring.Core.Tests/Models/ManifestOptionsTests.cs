using System.Text.Json;
using FinScoring.Core.Models;

namespace FinScoring.Core.Tests.Models;

public class ManifestOptionsTests
{
    [Fact]
    public void A_manifest_of_an_earlier_release_has_no_immutable_columns()
    {
        var json = JsonSerializer.SerializeToNode(TrainedModels.Get("loan", "logistic").Manifest, StoreJson.Default.Manifest)!.AsObject();
        Assert.True(json["options"]!.AsObject().Remove("immutable"));
        Assert.Empty(json.Deserialize(StoreJson.Default.Manifest)!.Options.Immutable);
    }
}
