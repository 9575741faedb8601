"""A Trainer of Hugging Face's transformers, watched by a callback: a small GPT-2 that learns to add, digit by digit.

pip install torch transformers accelerate ./python  # in a checkout of groktop
python examples/hf_trainer.py                     # and in another terminal, with the folder that it prints:
groktop watch --follow RUN
"""

import argparse
import random
import tempfile

import torch
from transformers import GPT2Config, GPT2LMHeadModel, Trainer, TrainerCallback, TrainingArguments

import groktop

LETTERS = "0123456789+=."


class Sums(torch.utils.data.Dataset):
    """Texts such as `27+56=083.`, of which the sum is scored."""

    def __init__(self, seed, count):
        chance = random.Random(seed)
        self.texts = [
            f"{a:02}+{b:02}={a + b:03}."
            for a, b in ((chance.randrange(100), chance.randrange(100)) for _ in range(count))
        ]

    def __len__(self):
        return len(self.texts)

    def __getitem__(self, index):
        tokens = torch.tensor([LETTERS.index(letter) for letter in self.texts[index]])
        return {"input_ids": tokens, "labels": torch.where(torch.arange(len(tokens)) < 6, -100, tokens)}


class Where(TrainerCallback):
    """Says where the run is."""

    def __init__(self, callback):
        self.callback = callback

    def on_step_end(self, args, state, control, **kwargs):
        if state.global_step == 1 and self.callback.run is not None:
            print(f"groktop watch --follow {self.callback.run.folder}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--runs", help="the runs folder")
    options = parser.parse_args()

    watching = groktop.HFCallback(name="hf-sums", track="attention", runs=options.runs)
    model = GPT2LMHeadModel(
        GPT2Config(
            vocab_size=len(LETTERS),
            n_positions=16,
            n_embd=64,
            n_layer=2,
            n_head=4,
            resid_pdrop=0.0,
            embd_pdrop=0.0,
            attn_pdrop=0.0,
            bos_token_id=0,
            eos_token_id=0,
        )
    )
    with tempfile.TemporaryDirectory() as folder:
        arguments = TrainingArguments(
            output_dir=folder,
            max_steps=options.steps,
            per_device_train_batch_size=64,
            gradient_accumulation_steps=2,
            learning_rate=1e-3,
            weight_decay=0.1,
            logging_steps=20,
            eval_strategy="steps",
            eval_steps=100,
            save_strategy="no",
            report_to=[],
            disable_tqdm=True,
        )
        Trainer(
            model=model,
            args=arguments,
            train_dataset=Sums(1, 5000),
            eval_dataset=Sums(2, 500),
            callbacks=[watching, Where(watching)],
        ).train()


if __name__ == "__main__":
    main()
